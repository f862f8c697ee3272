package dev.banyan.server.web.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Guardrails;
import dev.banyan.server.guard.rail.GuardrailsRequest;
import dev.banyan.server.guard.rail.GuardrailsView;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.kit.SelectOption;
import dev.banyan.server.web.preview.Samples;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardrailFormsTest {
    private static final GuardrailForms FORMS =
            new GuardrailForms(Samples.PRODUCTION.route("orders.get"), Samples.EDITOR, false);

    @ParameterizedTest
    @EnumSource
    void every_kind_has_a_form_that_says_of_it_what_it_was_given(GuardrailKind kind) {
        GuardrailsView.Item suggested = Guardrails.suggested(kind);
        GuardrailsRequest.Item item = sentBack(GuardrailEntry.of(List.of(suggested)))
                .request()
                .guardrails()
                .get(0);

        assertThat(item.kind()).isEqualTo(kind.key());
        assertThat(item.action()).isEqualTo(suggested.action().key());
        assertThat(item.harmPercentage()).isEqualTo(suggested.harmPercentage());
        assertThat(item.alpha()).isEqualByComparingTo(suggested.alpha());
        assertThat(item.budgetPercentage()).isEqualTo(suggested.budgetPercentage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "0.003", "0.0123", "0.05", "0.000001"})
    void a_probability_that_nobody_touched_is_sent_as_it_was(String alpha) {
        String shown = GuardrailField.ALPHA.shown(new BigDecimal(alpha));

        assertThat((BigDecimal) GuardrailField.ALPHA.read(shown, "alpha")).isEqualByComparingTo(alpha);
    }

    @ParameterizedTest
    @CsvSource({"100, 100", "3000, 3000", "333, 333"})
    void what_was_entered_as_once_in_so_many_is_shown_so(String entered, String shown) {
        assertThat(GuardrailField.ALPHA.shown(GuardrailField.ALPHA.read(entered, "alpha")))
                .isEqualTo(shown);
    }

    @Test
    void an_empty_field_is_left_out_and_a_comma_is_a_point() {
        GuardrailsRequest.Item item = request(
                        Map.of("0.kind", "slow", "0.action", "pause", "0.slowMillis", "", "0.harmPercentage", "1,5"))
                .guardrails()
                .get(0);

        assertThat(item.slowMillis()).isNull();
        assertThat(item.alpha()).isNull();
        assertThat(item.harmPercentage()).isEqualTo("1.5");
    }

    @Test
    void what_cannot_be_read_is_said_beside_its_field_and_stays_typed() {
        GuardrailEntry entry = GuardrailEntry.typed(
                Map.of("3.kind", "error-rate", "7.kind", "slow", "7.action", "tell", "7.alpha", "seldom"));
        Problem refused = catchThrowableOfType(Problem.class, entry::request);
        GuardrailForm form = FORMS.filled(2, entry, refused);

        assertThat(form.refused()).isNull();
        assertThat(form.rows().get(1).fields())
                .filteredOn(field -> field.refused() != null)
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.value()).isEqualTo("seldom");
                    assertThat(field.refused().detail()).contains("“seldom” is not a number.");
                });
    }

    @Test
    void what_there_is_once_is_offered_once_and_events_again_and_again() {
        GuardrailForm all =
                FORMS.going(0, GuardrailEntry.of(Guardrails.suggested()).plus(GuardrailKindForm.of("event")));
        assertThat(all.addable())
                .extracting(SelectOption::value)
                .contains("event")
                .doesNotContain("slow");

        GuardrailForm less =
                FORMS.going(0, GuardrailEntry.of(Guardrails.suggested()).without("1"));
        assertThat(less.addable()).extracting(SelectOption::value).contains("slow");
        assertThat(less.rows()).hasSize(Guardrails.suggested().size() - 1);
    }

    @Test
    void says_what_is_watched_in_plain_words() {
        GuardrailBoard board = GuardrailWords.board(new GuardrailsView(0, true, Guardrails.suggested(), null));

        assertThat(board.suggested()).isTrue();
        assertThat(board.summary()).endsWith("at most 5\u202f% of healthy rollouts harmful by mistake.");
        assertThat(board.rails().get(0).follows()).isEqualTo("Rolls back");
        assertThat(board.rails().get(0).words())
                .isEqualTo(
                        "Looks for 0.5 percentage points more failed requests on new than on legacy at the same time."
                                + " Where legacy has no traffic, 1\u202f% may be so. May call a healthy rollout harmful once in 100.");
    }

    private static GuardrailsRequest request(Map<String, String> typed) {
        return GuardrailEntry.typed(typed).request();
    }

    /** As a browser sends the form. */
    private static GuardrailEntry sentBack(GuardrailEntry entry) {
        GuardrailForm form = FORMS.going(0, entry);
        Map<String, String> sent = new HashMap<>();
        form.rows().forEach(row -> {
            sent.put(row.index() + ".kind", row.kind());
            row.actions().stream()
                    .filter(SelectOption::selected)
                    .forEach(action -> sent.put(row.index() + ".action", action.value()));
            row.fields().forEach(field -> sent.put(field.name(), field.value()));
        });
        return GuardrailEntry.typed(sent);
    }
}
