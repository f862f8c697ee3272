package dev.banyan.server.guard.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PrometheusTest {
    private final FakePrometheus server = new FakePrometheus();

    @AfterEach
    void stop() {
        server.close();
    }

    private record User(String user, String password) implements PrometheusConfig.Login {}

    private static Answer away(String words) {
        return new Answer.Away(words);
    }

    @Test
    void a_query_is_sent_as_it_is() {
        server.says("0.25");

        assertThat(TestPrometheus.at(server.url() + "/tenant/").ask("sum(rate(a{b=\"c d\"}[1m])) + 1"))
                .isEqualTo(new Answer.Value(0.25));

        assertThat(server.last().getRequestURI().getPath()).isEqualTo("/tenant/api/v1/query");
        assertThat(server.last().getRequestURI().getRawQuery())
                .isEqualTo("query=sum%28rate%28a%7Bb%3D%22c+d%22%7D%5B1m%5D%29%29+%2B+1&timeout=2000ms");
        assertThat(server.last().getRequestHeaders()).doesNotContainKey("Authorization");
    }

    @Test
    void credentials_are_sent_and_never_two() {
        TestPrometheus token = new TestPrometheus(
                Optional.of(server.url()), Optional.of("t0ken"), Optional.empty(), Duration.ofSeconds(2));
        token.client().ask("1");
        assertThat(server.last().getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer t0ken");

        TestPrometheus login = new TestPrometheus(
                token.url(), Optional.empty(), Optional.of(new User("ana", "secret")), token.timeout());
        login.client().ask("1");
        assertThat(server.last().getRequestHeaders().getFirst("Authorization")).isEqualTo("Basic YW5hOnNlY3JldA==");

        TestPrometheus both = new TestPrometheus(token.url(), token.bearerToken(), login.login(), token.timeout());
        assertThatThrownBy(() -> both.client().requireSense(null)).hasMessageContaining("set one of them");
    }

    @Test
    void whatever_it_does_there_is_an_answer_in_time() {
        TestPrometheus impatient = new TestPrometheus(
                Optional.of(server.url()), Optional.empty(), Optional.empty(), Duration.ofMillis(300));
        server.answers(302, "");
        assertThat(impatient.client().ask("1"))
                .isEqualTo(away("What answers at the address of Prometheus is not Prometheus (status 302)"));
        server.answers(200, "x".repeat(1_000_000));
        assertThat(impatient.client().ask("1"))
                .isEqualTo(new Answer.Refused(
                        "Prometheus gave far more than one value", "make it one, for example with sum()"));
        server.says("1").hangs();
        assertThat(impatient.client().ask("1")).isEqualTo(away("Prometheus did not answer within 300 ms"));
        server.close();
        assertThat(impatient.client().ask("1")).isEqualTo(away("Prometheus cannot be reached"));
    }

    @Test
    void nobody_is_asked_where_none_is_named() {
        TestPrometheus none =
                new TestPrometheus(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofSeconds(2));

        assertThat(none.client().isNamed()).isFalse();
        assertThat(none.client().ask("1"))
                .isEqualTo(away("No Prometheus server is named: whoever runs Banyan sets BANYAN_GUARD_PROMETHEUS_URL"));
    }
}
