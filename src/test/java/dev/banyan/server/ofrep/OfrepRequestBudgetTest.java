package dev.banyan.server.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OfrepRequestBudgetTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final RequestBudget budget = new RequestBudget(10, nanos::get);

    @Test
    void a_second_s_worth_is_there_at_once_and_then_nothing() {
        for (int i = 0; i < 10; i++) {
            assertThat(budget.take(1, 1)).isEmpty();
        }
        assertThat(budget.take(1, 1)).hasValue(Duration.ofMillis(100));
    }

    @Test
    void it_refills_steadily_up_to_a_second_s_worth() {
        budget.take(1, 10);
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(budget.take(1, 1)).isEmpty();
        assertThat(budget.take(1, 1)).isPresent();

        nanos.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 10; i++) {
            assertThat(budget.take(1, 1)).isEmpty();
        }
        assertThat(budget.take(1, 1)).isPresent();
    }

    @Test
    void a_request_dearer_than_all_of_it_is_possible_and_paid_for_later() {
        assertThat(budget.take(1, 30)).isEmpty();
        assertThat(budget.take(1, 1)).hasValue(Duration.ofMillis(2_100));
        nanos.addAndGet(Duration.ofMillis(2_100).toNanos());
        assertThat(budget.take(1, 1)).isEmpty();
    }

    @Test
    void being_refused_costs_nothing() {
        budget.take(1, 10);
        for (int i = 0; i < 1_000; i++) {
            assertThat(budget.take(1, 1)).isPresent();
        }
        nanos.addAndGet(Duration.ofMillis(100).toNanos());
        assertThat(budget.take(1, 1)).isEmpty();
    }

    @Test
    void each_key_has_its_own() {
        budget.take(1, 100);
        assertThat(budget.take(2, 1)).isEmpty();
    }
}
