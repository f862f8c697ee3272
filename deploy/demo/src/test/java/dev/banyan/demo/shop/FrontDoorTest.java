package dev.banyan.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.Banyan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The front door of the new service, with a real client that has its rules from a resource and no control plane. */
class FrontDoorTest {

    private static final Banyan BANYAN = Banyan.builder()
            .url("http://127.0.0.1:1")
            .sdkKey("bny_sdk_" + "0".repeat(38))
            .application("front-door-test")
            .bootstrapResource("a-route-per-stage.json")
            .withoutCache()
            .closeTimeout(Duration.ZERO)
            .build();

    private final List<String> calls = new ArrayList<>();
    private final List<Runnable> shadows = new ArrayList<>();

    private final Shop modern = call -> answer("new", call, 200);
    private final Shop legacy = call -> answer("legacy", call, 200);

    @AfterAll
    static void close() {
        BANYAN.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/off,       legacy, legacy",
        "/dualwrite, legacy, legacy",
        "/shadow,    legacy, legacy new",
        "/live,      new,    new legacy",
        "/rampdown,  new,    new",
        "/complete,  new,    new"
    })
    void a_read_is_answered_by_one_side_and_compared_behind_the_customer_s_back(
            String path, String answeredBy, String read) {
        Reply reply = door(modern, legacy).serve(call("GET", path, ""));

        assertThat(reply.body()).isEqualTo(answeredBy);
        assertThat(calls).as("while the customer waits").containsExactly(answeredBy);
        shadows.forEach(Runnable::run);
        assertThat(calls).containsExactly(read.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "/off,       legacy",
        "/dualwrite, legacy new",
        "/shadow,    legacy new",
        "/live,      new legacy",
        "/rampdown,  new legacy",
        "/complete,  new"
    })
    void a_write_goes_to_both_sides_in_order(String path, String written) {
        Reply reply = door(modern, legacy).serve(call("POST", path, ""));

        assertThat(calls).containsExactly(written.split(" "));
        assertThat(reply.body()).isEqualTo(written.split(" ")[0]);
    }

    @Test
    void a_write_that_the_first_side_refuses_never_reaches_the_second() {
        Shop refusing = call -> answer("legacy", call, 422);

        Reply reply = door(modern, refusing).serve(call("POST", "/dualwrite", ""));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(calls).containsExactly("legacy");
    }

    @Test
    void the_customer_does_not_notice_that_the_second_write_failed() {
        Shop broken = call -> answer("new", call, 500);

        Reply reply = door(broken, legacy).serve(call("POST", "/dualwrite", ""));

        assertThat(reply).isEqualTo(new Reply(200, "legacy"));
        assertThat(calls).containsExactly("legacy", "new");
    }

    @Test
    void a_comparison_that_there_is_no_room_for_is_left_out() {
        FrontDoor door = new FrontDoor(BANYAN, Side.NEW, modern, legacy, task -> {
            throw new RejectedExecutionException();
        });

        assertThat(door.serve(call("GET", "/shadow", "")).body()).isEqualTo("legacy");
    }

    @Test
    void a_request_that_was_decided_elsewhere_is_served_here_whatever_we_would_decide() {
        Reply reply = door(modern, legacy).serve(call("GET", "/off", "1:shop/production:1764000000:off=new@1"));

        assertThat(reply.body()).isEqualTo("new");
        assertThat(calls).containsExactly("new");
    }

    @Test
    void the_other_service_is_told_what_was_decided() {
        List<String> pins = new ArrayList<>();
        Shop listening = call -> {
            pins.add(call.pins());
            return Reply.ok("legacy");
        };

        door(modern, listening).serve(call("GET", "/off", ""));

        assertThat(pins).singleElement(InstanceOfAssertFactories.STRING).endsWith(":off=legacy@1");
    }

    @Test
    void what_belongs_to_no_route_is_served_by_whoever_got_it() {
        assertThat(door(modern, legacy).serve(call("GET", "/elsewhere", "")).body())
                .isEqualTo("new");
    }

    private FrontDoor door(Shop here, Shop there) {
        return new FrontDoor(BANYAN, Side.NEW, here, there, shadows::add);
    }

    private Reply answer(String name, Call call, int status) {
        calls.add(name);
        return new Reply(status, name);
    }

    private static Call call(String method, String path, String pins) {
        return new Call(method, path, "", "42", "DE", "", pins);
    }
}
