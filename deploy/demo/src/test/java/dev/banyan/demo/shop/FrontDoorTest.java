package dev.banyan.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Decision;
import dev.banyan.sdk.Banyan;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The front door of the new service, with a real client. The country of a customer says at which stage he is. */
class FrontDoorTest {

    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pins = new LinkedBlockingQueue<>();

    private final Shop modern = call -> answer("new", call, 200);
    private final Shop legacy = call -> answer("legacy", call, 200);

    private final Banyan banyan = Clients.ofBootstrap("the-shop.json");

    @AfterEach
    void close() {
        banyan.close();
    }

    @ParameterizedTest
    @CsvSource({"off, legacy, new", "complete, new, legacy"})
    void a_read_goes_to_the_side_that_the_stage_says(String country, String answeredBy, String notBy) {
        Reply reply = door(modern, legacy).serve(call("GET", "/orders/42-1", country));

        assertThat(reply.body()).isEqualTo(answeredBy);
        assertThat(calls).containsExactly(answeredBy).doesNotContain(notBy);
    }

    @ParameterizedTest
    @CsvSource({"shadow, legacy, new", "live, new, legacy"})
    void the_other_side_is_read_behind_the_customer_s_back(String country, String answeredBy, String alsoRead)
            throws InterruptedException {
        CountDownLatch served = new CountDownLatch(1);
        Shop late = call -> {
            // Until the customer has been served: if he had to wait for this, nobody would get any further.
            return await(served) ? answer(alsoRead, call, 200) : Reply.of(500, "the customer waits");
        };
        FrontDoor door = answeredBy.equals("new") ? door(modern, late) : door(late, legacy);

        assertThat(door.serve(call("GET", "/orders", country)).body()).isEqualTo(answeredBy);
        served.countDown();

        assertThat(calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(answeredBy);
        assertThat(calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(alsoRead);
    }

    @ParameterizedTest
    @CsvSource({
        "off,       legacy",
        "dualwrite, legacy new",
        "shadow,    legacy new",
        "live,      new legacy",
        "rampdown,  new legacy",
        "complete,  new"
    })
    void a_write_goes_to_both_sides_in_order(String country, String written) {
        Reply reply = door(modern, legacy).serve(order(country));

        assertThat(calls).containsExactly(written.split(" "));
        assertThat(reply.body()).isEqualTo(written.split(" ")[0]);
    }

    @Test
    void a_write_that_the_first_side_refuses_never_reaches_the_second() {
        Shop refusing = call -> answer("legacy", call, 422);

        Reply reply = door(modern, refusing).serve(order("dualwrite"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(calls).containsExactly("legacy");
        assertThat(banyan.backlog("orders.place").entries()).isZero();
    }

    @Test
    void the_customer_does_not_notice_that_the_second_write_failed_but_it_is_kept() {
        Shop broken = call -> answer("new", call, 500);

        Reply reply = door(broken, legacy).serve(order("dualwrite"));

        assertThat(reply).isEqualTo(new Reply(200, "legacy"));
        assertThat(calls).containsExactly("legacy", "new");
        assertThat(banyan.backlog("orders.place").entries()).isOne();
    }

    @Test
    void a_side_that_fails_is_answered_for_with_its_own_words() {
        Shop broken = call -> Reply.of(500, "ill");

        assertThat(door(modern, broken).serve(call("GET", "/orders/42-1", "off")))
                .isEqualTo(Reply.of(500, "ill"));
    }

    @Test
    void a_request_that_the_other_service_sent_is_served_here_whatever_we_would_decide() {
        Call sent = call("GET", "/orders/42-1", "off");
        assertThat(door(modern, legacy).serve(sent).body()).as("decided here").isEqualTo("legacy");
        calls.clear();

        Reply reply = door(modern, legacy).serve(forwarded(sent));

        assertThat(reply.body()).isEqualTo("new");
        assertThat(calls).containsExactly("new");
    }

    @Test
    void the_other_service_is_told_what_was_decided() {
        door(modern, legacy).serve(call("GET", "/orders/42-1", "off"));

        assertThat(pins.remove()).endsWith(":orders.get=legacy@1");
    }

    @ParameterizedTest
    @CsvSource({"off, legacy", "complete, new"})
    void what_an_earlier_service_has_decided_is_followed_and_passed_on(String countryThere, String side) {
        Decision there = banyan.route("orders.get").decide(Customer.context("42", countryThere));
        String header = banyan.pin(there).toHeader();

        Reply reply = door(modern, legacy)
                .serve(call("GET", "/orders/42-1", "halfway").pinned(header));

        assertThat(reply.body()).isEqualTo(side);
        assertThat(pins.remove()).endsWith(":orders.get=" + side + "@1");
    }

    @Test
    void what_belongs_to_no_route_is_served_by_whoever_got_it() {
        assertThat(door(modern, legacy).serve(call("GET", "/elsewhere", "off")).body())
                .isEqualTo("new");
    }

    @Test
    void what_the_code_is_not_prepared_to_move_is_served_by_whoever_got_it() {
        assertThat(banyan.match("GET", "/unprepared")).isPresent();
        assertThat(door(modern, legacy).serve(call("GET", "/unprepared", "off")).body())
                .isEqualTo("new");
    }

    private FrontDoor door(Shop here, Shop there) {
        return new FrontDoor(banyan, new Migrations(banyan, there, here), here);
    }

    private Reply answer(String name, Call call, int status) {
        calls.add(name);
        pins.add(call.pins());
        return new Reply(status, name);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Call call(String method, String path, String country) {
        return new Call(method, path, "", "42", country, "", "", false);
    }

    private static Call order(String country) {
        String body = new Order("42-100", "oak shelf", 2).json();
        return new Call("POST", "/orders", "", "42", country, body, "", false);
    }

    private static Call forwarded(Call call) {
        return new Call(
                call.method(),
                call.path(),
                call.query(),
                call.customer(),
                call.country(),
                call.body(),
                call.pins(),
                true);
    }
}
