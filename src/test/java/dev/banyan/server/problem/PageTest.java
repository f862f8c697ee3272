package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTest {

    @Test
    void one_row_more_than_the_limit_tells_that_there_is_a_next_page_and_where_it_begins() {
        Page<String> page = Page.of(List.of("a", "b", "c"), PageRequest.of(2, null), row -> row);

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).isEqualTo("b");
    }

    @Test
    void the_last_page_has_no_next_even_when_it_is_full() {
        Page<String> page = Page.of(List.of("a", "b"), PageRequest.of(2, null), row -> row);

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).isNull();
    }

    @Test
    void limit_has_a_default() {
        assertThat(PageRequest.of(null, "").limit()).isEqualTo(50);
        assertThat(PageRequest.of(null, "").after()).isNull();
    }

    @Test
    void limits_out_of_range_are_refused_not_clamped() {
        assertThat(Stream.of(1, 200).map(limit -> PageRequest.of(limit, null).limit()))
                .containsExactly(1, 200);
        for (int limit : new int[] {0, -1, 201}) {
            assertThatThrownBy(() -> PageRequest.of(limit, null))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.field()).contains("limit"));
        }
    }

    @Test
    void a_cursor_that_is_no_number_is_refused_where_numbers_are_needed() {
        assertThat(PageRequest.of(null, "17").afterNumber()).hasValue(17);
        assertThatThrownBy(() -> PageRequest.of(null, "x").afterNumber())
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(422));
    }
}
