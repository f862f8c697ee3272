package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {

    @Test
    void keeps_its_values_in_one_form() {
        Condition condition = Condition.of("age", Operator.IN, 18, 21.0, 30.5f);

        assertThat(condition.values()).containsExactly(18L, 21L, 30.5);
        assertThat(condition.attribute()).isEqualTo("age");
        assertThat(condition.operator()).isEqualTo(Operator.IN);
        assertThat(condition.negated()).isFalse();
        assertThat(condition.not().negated()).isTrue();
        assertThat(condition.not().not().negated()).isFalse();
        assertThat(condition.not().values()).isEqualTo(condition.values());
    }

    @Test
    void does_not_follow_the_list_it_was_made_of() {
        List<Object> values = new ArrayList<>(List.of("DE"));
        Condition condition = Condition.of("country", Operator.IN, values);
        values.add("AT");

        assertThat(condition.values()).containsExactly("DE");
        assertThatThrownBy(() -> condition.values().add("FR")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void says_what_is_wrong_and_what_would_do() {
        assertRefused("a condition needs an operator", () -> Condition.of("a", null, "x"));
        assertRefused("'equals' needs the name of an attribute", () -> Condition.of(null, Operator.EQUALS, "x"));
        assertRefused("'in' takes at least one value", () -> Condition.of("a", Operator.IN));
        assertRefused("'in' takes at least one value", () -> Condition.of("a", Operator.IN, (List<?>) null));
        assertRefused("'equals' takes exactly one value, not 2", () -> Condition.of("a", Operator.EQUALS, "x", "y"));
        assertRefused("'in' needs values of one type, not x and 1", () -> Condition.of("a", Operator.IN, "x", 1));
        assertRefused("'lessThan' needs a number, not x", () -> Condition.of("a", Operator.LESS_THAN, "x"));
        assertRefused("'contains' needs text, not 5", () -> Condition.of("a", Operator.CONTAINS, 5));
        assertRefused(
                "'equals' compares with text, numbers or booleans, not with []",
                () -> Condition.of("a", Operator.EQUALS, Collections.singletonList(Collections.emptyList())));
        assertRefused(
                "'semverLessThan' needs a semantic version such as 2.4.0, not 2.4",
                () -> Condition.of("a", Operator.SEMVER_LESS_THAN, "2.4"));
        assertRefused(
                "'before' needs a date (2026-01-31), a date-time with its offset (2026-01-31T12:00:00Z) or epoch"
                        + " milliseconds, not soon",
                () -> Condition.of("a", Operator.BEFORE, "soon"));
    }

    @Test
    void refuses_a_number_that_is_none() {
        for (Operator operator : Operator.values()) {
            assertThatThrownBy(() -> Condition.of("a", operator, Double.NaN))
                    .as(operator.key())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_number_that_is_none_satisfies_nothing() {
        Context context = Context.of("ana").with("n", Double.NaN);
        for (Operator operator : List.of(Operator.EQUALS, Operator.IN, Operator.LESS_THAN, Operator.BEFORE)) {
            Condition condition = Condition.of("n", operator, 5);

            assertThat(Checks.compile(List.of(condition), Collections.emptyMap())[0].of(context))
                    .as(operator.key())
                    .isEqualTo(Truth.MISSING);
        }
    }

    private static void assertRefused(String message, Runnable making) {
        assertThatThrownBy(making::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
