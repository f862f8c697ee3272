package dev.banyan.server.guard.rail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.banyan.server.problem.Problem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardrailEditTest {

    @Test
    void what_is_left_out_is_as_suggested() {
        assertThat(edit(item("error-rate", null, null, null, null, null, null)))
                .containsExactly(Guardrail.suggested(GuardrailKind.ERROR_RATE, null));
    }

    @Test
    void what_is_said_holds() {
        assertThat(edit(item("slow", "2.5", "0.0005", "10", 300, null, "tell")))
                .containsExactly(GuardrailBuilder.builder()
                        .kind(GuardrailKind.SLOW)
                        .harm(0.025)
                        .alpha(0.0005)
                        .budget(0.1)
                        .slowMillis(300)
                        .event(null)
                        .metric(null)
                        .action(Reaction.TELL)
                        .build());
    }

    @Test
    void bounds_are_within() {
        assertThat(edit(item("slow", "0.01", "0.000001", "0", 1, null, null)))
                .singleElement()
                .satisfies(rail -> assertThat(rail.slowMillis()).isEqualTo(1));
        assertThat(edit(item("slow", "50", "0.05", "50", 120_000, null, null)))
                .singleElement()
                .satisfies(rail -> assertThat(rail.harm()).isEqualTo(0.5));
        refused(item("slow", "50.01", null, null, null, null, null), "guardrails[0].harmPercentage", "0.5");
        refused(item("slow", null, "0.0000009", null, null, null, null), "guardrails[0].alpha", "0.001");
        refused(item("slow", null, null, null, 120_001, null, null), "guardrails[0].slowMillis", "95th");
    }

    @Test
    void an_event_is_watched_by_its_name() {
        assertThat(edit(item("event", null, null, null, null, "basket.empty", null)))
                .extracting(Guardrail::name)
                .containsExactly("event:basket.empty");
    }

    @Test
    void there_are_twenty_at_most() {
        List<GuardrailsRequest.Item> twenty = IntStream.range(0, 20)
                .mapToObj(i -> item("event", null, null, null, null, "e" + i, null))
                .toList();
        List<GuardrailsRequest.Item> more = new ArrayList<>(twenty);
        more.add(item("slow", null, null, null, null, null, null));

        assertThat(GuardrailEdit.of(new GuardrailsRequest(twenty, null))).hasSize(20);
        assertThat(problem(new GuardrailsRequest(more, null)).getMessage()).contains("more than 20");
    }

    @Test
    void refuses_by_field_with_a_remedy() {
        refused(
                item("speed", null, null, null, null, null, null),
                "guardrails[0].kind",
                "Use one of error-rate, slow,");
        refused(item(null, null, null, null, null, null, null), "guardrails[0].kind", "Use one of");
        refused(item("slow", null, null, null, 0, null, null), "guardrails[0].slowMillis", "95th percentile");
        refused(item("error-rate", null, null, null, 5, null, null), "guardrails[0].slowMillis", "Leave it out");
        refused(item("error-rate", "0", null, null, null, null, null), "guardrails[0].harmPercentage", "0.5");
        refused(item("error-rate", null, "0.2", null, null, null, null), "guardrails[0].alpha", "0.001");
        refused(item("error-rate", null, null, "-1", null, null, null), "guardrails[0].budgetPercentage", "0.5");
        refused(item("event", null, null, null, null, null, null), "guardrails[0].event", "letters");
        refused(item("event", null, null, null, null, "not a name", null), "guardrails[0].event", "letters");
        refused(item("slow", null, null, null, null, "x", null), "guardrails[0].event", "Leave it out");
        refused(item("slow", null, null, null, null, null, "stop"), "guardrails[0].action", "roll-back, pause or tell");
    }

    @Test
    void a_query_needs_a_name_and_a_limit() {
        assertThat(edit(query("prometheus:p99", " up ", "0.3")))
                .containsExactly(GuardrailBuilder.builder()
                        .kind(GuardrailKind.PROMETHEUS)
                        .harm(0.1)
                        .alpha(0.001)
                        .budget(0.02)
                        .slowMillis(null)
                        .event(null)
                        .metric(new Metric("p99", "up", 0.3))
                        .action(Reaction.PAUSE)
                        .build());
        assertThat(edit(query("p99", "up", "0.3"), query("p50", "up", "0.1")))
                .extracting(Guardrail::name)
                .containsExactly("prometheus:p99", "prometheus:p50");
        refused(query(null, "up", "1"), "guardrails[0].name", "p99");
        refused(query("two words", "up", "1"), "guardrails[0].name", "p99");
        refused(query("p99", " ", "1"), "guardrails[0].query", "one value");
        refused(query("p99", "x".repeat(2_001), "1"), "guardrails[0].query", "recording rule");
        refused(query("p99", "up", null), "guardrails[0].above", "still good");
        refused(query("p99", "up", "1e400"), "guardrails[0].above", "still good");
        refused(
                GuardrailsRequestItemBuilder.builder()
                        .kind("slow")
                        .harmPercentage(null)
                        .alpha(null)
                        .budgetPercentage(null)
                        .slowMillis(null)
                        .event(null)
                        .name(null)
                        .query("up")
                        .above(null)
                        .action(null)
                        .build(),
                "guardrails[0].query",
                "Leave it out");
    }

    private static GuardrailsRequest.Item query(String name, String query, String above) {
        return GuardrailsRequestItemBuilder.builder()
                .kind("prometheus")
                .harmPercentage(null)
                .alpha(null)
                .budgetPercentage(null)
                .slowMillis(null)
                .event(null)
                .name(name)
                .query(query)
                .above(number(above))
                .action(null)
                .build();
    }

    @Test
    void refuses_none_at_all_and_two_of_a_name() {
        assertThat(problem(new GuardrailsRequest(null, null)).field()).contains("guardrails");
        GuardrailsRequest.Item errors = item("error-rate", null, null, null, null, null, null);
        assertThat(problem(new GuardrailsRequest(List.of(errors, errors), null)).field())
                .contains("guardrails[1]");
    }

    private static void refused(GuardrailsRequest.Item item, String field, String remedy) {
        Problem problem = problem(new GuardrailsRequest(List.of(item), null));
        assertThat(problem.field()).contains(field);
        assertThat(problem.remedy().orElse("")).contains(remedy);
    }

    private static Problem problem(GuardrailsRequest request) {
        return catchThrowableOfType(Problem.class, () -> GuardrailEdit.of(request));
    }

    private static List<Guardrail> edit(GuardrailsRequest.Item... items) {
        return GuardrailEdit.of(new GuardrailsRequest(List.of(items), null));
    }

    private static GuardrailsRequest.Item item(
            String kind, String harm, String alpha, String budget, Integer slow, String event, String action) {
        return GuardrailsRequestItemBuilder.builder()
                .kind(kind)
                .harmPercentage(number(harm))
                .alpha(number(alpha))
                .budgetPercentage(number(budget))
                .slowMillis(slow)
                .event(event)
                .name(null)
                .query(null)
                .above(null)
                .action(action)
                .build();
    }

    private static BigDecimal number(String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
