package dev.banyan.server.guard.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {

    private static Answer result(String type, String result) {
        return read(
                200, "{\"status\":\"success\",\"data\":{\"resultType\":\"%s\",\"result\":%s}}".formatted(type, result));
    }

    private static Answer read(int status, String body) {
        return AnswerReader.read(status, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void one_number_is_a_value() {
        assertThat(result("vector", "[{\"metric\":{},\"value\":[1.5,\"0.25\"]}]"))
                .isEqualTo(new Answer.Value(0.25));
        assertThat(result("scalar", "[1.5,\"-3e2\"]")).isEqualTo(new Answer.Value(-300));
    }

    @Test
    void none_and_no_finite_one_is_nothing() {
        assertThat(result("vector", "[]"))
                .isEqualTo(new Answer.Nothing("Prometheus gave no value: no series matches the query now"));
        for (String text : new String[] {"NaN", "+Inf", "-Inf"}) {
            assertThat(result("scalar", "[1.5,\"" + text + "\"]"))
                    .isEqualTo(new Answer.Nothing(
                            "Prometheus gave " + text + ", which is no number to hold against a limit"));
        }
    }

    @Test
    void what_can_never_be_one_value_is_refused_with_a_remedy() {
        assertThat(result("vector", "[{\"value\":[1,\"1\"]},{\"value\":[1,\"2\"]},{\"value\":[1,\"3\"]}]"))
                .isEqualTo(new Answer.Refused("Prometheus gave 3 series", "make it one, for example with sum()"));
        assertThat(result("vector", "[{\"histogram\":[1,{}]}]")).isInstanceOf(Answer.Refused.class);
        assertThat(result("matrix", "[]")).isInstanceOf(Answer.Refused.class);
        assertThat(result("string", "[1,\"4\"]")).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void only_bad_data_is_the_fault_of_the_query() {
        assertThat(read(400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}"))
                .extracting(it -> ((Answer.Refused) it).words())
                .isEqualTo("Prometheus refuses the query: parse error");
        assertThat(read(503, "{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\"}"))
                .isEqualTo(new Answer.Away("Prometheus could not answer the query: query timed out"));
    }

    @Test
    void what_is_not_prometheus_says_nothing() {
        assertThat(read(200, "<html>Sign in</html>"))
                .isEqualTo(new Answer.Away("What answers at the address of Prometheus is not Prometheus (status 200)"));
        assertThat(read(200, "")).isInstanceOf(Answer.Away.class);
        assertThat(read(200, "[]")).isInstanceOf(Answer.Away.class);
        assertThat(read(401, "no"))
                .isEqualTo(new Answer.Away("Prometheus refuses the credentials that it is asked with (401)"));
        assertThat(result("vector", "[{\"value\":[1,\"much\"]}]")).isInstanceOf(Answer.Away.class);
        assertThat(result("scalar", "[]")).isInstanceOf(Answer.Away.class);
    }
}
