package dev.banyan.server.web.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KindWordsTest {
    @Test
    void a_difference_is_told_by_its_place_and_kind() {
        assertThat(KindWords.place("$.items[].price")).isEqualTo("$.items[].price");
        assertThat(KindWords.of("$.items[].price", "missing")).isEqualTo("missing in new");
        assertThat(KindWords.of("$.items[].price", "changed")).isEqualTo("another value");
    }

    @Test
    void what_could_not_be_compared_says_so_and_why_instead_of_being_another_value() {
        assertThat(KindWords.place("$!not accessible at $.id")).isEqualTo("not accessible at $.id");
        assertThat(KindWords.of("$!not accessible at $.id", "changed")).isEqualTo("could not be compared");
    }
}
