package dev.banyan.server.ofrep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Context;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfrepRequestContextTest {

    @Test
    void attributes_keep_their_types() {
        Context context = context("{'targetingKey':'ana','age':42,'share':0.5,'staff':true,'country':'DE'}");

        assertThat(context.targetingKey()).isEqualTo("ana");
        assertThat(context.attribute("age")).isEqualTo(42L);
        assertThat(context.attribute("share")).isEqualTo(0.5);
        assertThat(context.attribute("staff")).isEqualTo(true);
        assertThat(context.attribute("country")).isEqualTo("DE");
    }

    @Test
    void objects_are_flattened_with_dots() {
        Context context = context("{'user':{'address':{'country':'DE'},'targetingKey':'not this one'}}");

        assertThat(context.attribute("user.address.country")).isEqualTo("DE");
        assertThat(context.attribute("user")).isNull();
        assertThat(context.targetingKey()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'a.b':'plain','a':{'b':'nested'}}", "{'a':{'b':'nested'},'a.b':'plain'}"})
    void a_name_written_with_its_dots_wins(String json) {
        assertThat(context(json).attribute("a.b")).isEqualTo("plain");
    }

    @Test
    void lists_and_nulls_are_not_seen() {
        Context context = context("{'roles':['a'],'plan':null,'targetingKey':null,'country':'DE'}");

        assertThat(context.attribute("roles")).isNull();
        assertThat(context.attribute("plan")).isNull();
        assertThat(context.targetingKey()).isNull();
        assertThat(context.attribute("country")).isEqualTo("DE");
    }

    @Test
    void no_context_is_the_anonymous_one() {
        assertThat(RequestContext.read(new byte[0]).context().targetingKey()).isNull();
        assertThat(RequestContext.read(null).context().targetingKey()).isNull();
        assertThat(RequestContext.read(utf8("{}")).context().targetingKey()).isNull();
        assertThat(RequestContext.read(utf8("{'context':null}")).context().targetingKey())
                .isNull();
    }

    @Test
    void a_body_of_exactly_the_limit_is_read_and_one_byte_more_is_not() {
        String frame = "{\"context\":{\"a\":\"\"}}";
        String fill = "x".repeat(RequestContext.MAX_BYTES - frame.length());

        assertThat(context("{'a':'" + fill + "'}").attribute("a")).isEqualTo(fill);
        assertThatThrownBy(() -> context("{'a':'" + fill + "x'}"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("larger than 65536 bytes");
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() {
        assertThatThrownBy(() -> RequestContext.read(new byte[] {'"', (byte) 0xFF, '"'}))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':'1'}       | {'a':1}",
                "{'a':'true'}    | {'a':true}",
                "{'a':'b','c':''}| {'a':'bc'}",
                "{'ab':'c'}      | {'a':'bc'}",
                "{'a':'x'}       | {'a':'x','b':'y'}",
                "{}              | {'targetingKey':''}"
            })
    void different_contexts_have_different_fingerprints(String one, String other) {
        assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
    }

    @Test
    void the_same_context_has_one_fingerprint_in_any_order() {
        assertThat(fingerprint("{'a':1,'b':{'c':2}}")).isEqualTo(fingerprint("{'b':{'c':2},'a':1,'d':null}"));
    }

    private static Context context(String json) {
        return RequestContext.read(utf8("{'context':" + json + "}")).context();
    }

    private static String fingerprint(String json) {
        return RequestContext.read(utf8("{'context':" + json + "}")).fingerprint();
    }

    private static byte[] utf8(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
