package dev.banyan.server.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.report.LocalState;
import dev.banyan.server.report.LocalStateBuilder;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalViewTest {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void nothing_holds_nothing_is_said() {
        assertThat(LocalView.of(List.of(), NOW).none()).isTrue();
        assertThat(LocalView.of(List.of(), NOW).openings()).isNull();
        assertThat(LocalView.mark(List.of(state(1, null, null, 3)))).isNull();
    }

    @Test
    void overrides_of_one_stage_and_source_are_one_line() {
        LocalView view = LocalView.of(
                List.of(
                        overridden(1, "off", "environment"),
                        overridden(2, "off", "environment"),
                        overridden(3, "live", "file")),
                NOW);

        assertThat(view.lines())
                .extracting(LocalView.Line::title)
                .containsExactly("2 instances are overridden locally: off", "1 instance is overridden locally: live");
        assertThat(view.lines().get(0).text()).startsWith("By environment variable on host-1, host-2.");
        assertThat(view.lines().get(1).text()).startsWith("By file on host-3.");
    }

    @Test
    void many_hosts_are_counted() {
        List<LocalState> many = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> overridden(i, "off", "property"))
                .toList();

        assertThat(LocalView.of(many, NOW).lines().get(0).text())
                .startsWith("By system property on host-1, host-2, host-3, host-4 and 3 more.");
    }

    @Test
    void open_breakers_say_since_when_the_first_is_open_and_what_was_counted() {
        LocalView view =
                LocalView.of(List.of(open(1, NOW.minusSeconds(40), 4), open(2, NOW.minusSeconds(240), 1)), NOW);

        assertThat(view.lines()).singleElement().satisfies(line -> {
            assertThat(line.title()).isEqualTo("Circuit breaker open on 2 instances");
            assertThat(line.text())
                    .isEqualTo(
                            "There, legacy answers on host-1, host-2: of 40 calls to new, 24 failed and 0 were too slow.");
            assertThat(line.since().ago()).isEqualTo("4 min ago");
        });
        assertThat(view.openings()).contains("has opened 5 times");
    }

    @Test
    void a_list_is_told_in_a_few_words() {
        assertThat(LocalView.mark(List.of(overridden(1, "off", "file"), open(2, NOW, 1))))
                .isEqualTo("Overridden on 1, breaker open on 1");
        assertThat(LocalView.mark(List.of(open(2, NOW, 1)))).isEqualTo("Breaker open on 1");
    }

    private static LocalState overridden(int number, String stage, String from) {
        return state(number, new LocalState.Overridden(stage, from), null, 0);
    }

    private static LocalState open(int number, Instant since, long openings) {
        return state(number, null, new LocalState.Breaker("open", since, 12, 0, 20), openings);
    }

    private static LocalState state(
            int number, LocalState.Overridden override, LocalState.Breaker breaker, long openings) {
        return LocalStateBuilder.builder()
                .instance("i" + number)
                .application("shop")
                .version("1")
                .host("host-" + number)
                .route("orders.get")
                .override(override)
                .breaker(breaker)
                .openings(openings)
                .build();
    }
}
