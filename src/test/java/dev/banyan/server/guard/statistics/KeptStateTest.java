package dev.banyan.server.guard.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Tests are kept as JSON between two looks. */
class KeptStateTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_CHARACTERS = 4_096;
    private static final Aim AIM = new Aim(0.0001, 0.001);

    @Test
    void a_comparison_goes_on_as_if_it_had_never_been_away() throws Exception {
        ComparisonTest test = ComparisonTest.start(AIM);
        for (int second = 0; second < 500; second++) {
            test = test.add(new Interval(2 + second % 7, second % 3 == 0 ? 0 : second % 2, second % 5 == 0 ? 1 : 0, 0));
        }
        ComparisonTest read = JSON.readValue(written(test), ComparisonTest.class);
        assertThat(read).usingRecursiveComparison().isEqualTo(test);
        assertThat(read.add(new Interval(90, 3, 30, 2)).finding())
                .isEqualTo(test.add(new Interval(90, 3, 30, 2)).finding());
    }

    @Test
    void so_do_the_others() throws Exception {
        PairedTest pairs = PairedTest.start(AIM).add(new Pairs(123, 4, 5));
        BudgetTest budget = BudgetTest.start(AIM, 0.01).add(new Trials(123, 45));
        assertThat(JSON.readValue(written(pairs), PairedTest.class))
                .usingRecursiveComparison()
                .isEqualTo(pairs);
        assertThat(JSON.readValue(written(budget), BudgetTest.class))
                .usingRecursiveComparison()
                .isEqualTo(budget);
    }

    @Test
    void impossible_looks_and_aims_are_refused() {
        assertThatThrownBy(() -> new Interval(1, 2, 3, 0)).hasMessageContaining("\"legacyBad\"");
        assertThatThrownBy(() -> new Interval(1, 1, 3, 4)).hasMessageContaining("\"newBad\"");
        assertThatThrownBy(() -> new Interval(-1, 0, 3, 0)).hasMessageContaining("\"legacyBad\"");
        assertThatThrownBy(() -> new Pairs(5, 3, 3)).hasMessageContaining("\"onlyNewBad\"");
        assertThatThrownBy(() -> new Trials(5, 6)).hasMessageContaining("\"bad\"");
        assertThatThrownBy(() -> new Aim(0, 0.01)).hasMessageContaining("\"harm\"");
        assertThatThrownBy(() -> new Aim(0.01, 1)).hasMessageContaining("\"alpha\"");
    }

    private static String written(Object test) throws Exception {
        String json = JSON.writeValueAsString(test);
        assertThat(json).hasSizeLessThan(MOST_CHARACTERS).doesNotContain("Infinity", "NaN");
        return json;
    }
}
