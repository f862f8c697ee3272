package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {
    private static final long CURRENT = 55;

    private final List<Long> asked = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"55\"",
                "55",
                " \"55\" ",
                "W/\"55\"",
                "\"55-gzip\"",
                "\"55--gzip\"",
                "\"55;gzip\"",
                "W/\"55-br\"",
                "\"54\", \"55\"",
                "\"55\",\"54\"",
                "W/\"54\", W/\"55-gzip\" , \"56\""
            })
    void a_version_is_read_as_proxies_and_clients_write_it(String header) {
        assertThat(IfMatch.anyOf(header, this::change)).isEqualTo("changed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "\"a\"", "\"55", "\"\"", ",", "\"55\",", "W/55", "\"55-x\"", "-1", "\"1234567890123456789\""
            })
    void what_names_no_version_is_not_understood(String header) {
        assertThat(refusal(header).status()).isEqualTo(400);
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_change_without_a_version_is_told_to_bring_one(String header) {
        assertThat(refusal(header).status()).isEqualTo(428);
    }

    @Test
    void of_versions_that_are_all_old_none_holds() {
        assertThat(refusal("\"53\", \"54\"").status()).isEqualTo(412);
        assertThat(asked).containsExactly(53L, 54L);
    }

    @Test
    void another_refusal_ends_it() {
        assertThatThrownBy(() -> IfMatch.anyOf("\"1\", \"2\"", version -> {
                    asked.add(version);
                    throw Problem.notFound("route");
                }))
                .isInstanceOf(Problem.class);
        assertThat(asked).containsExactly(1L);
    }

    @Test
    void a_list_without_an_end_is_not_worked_through() {
        assertThat(refusal("\"1\",".repeat(10) + "\"55\"").status()).isEqualTo(400);
    }

    private Problem refusal(String header) {
        try {
            IfMatch.anyOf(header, this::change);
        } catch (Problem refusal) {
            return refusal;
        }
        throw new AssertionError("it was taken");
    }

    private String change(long version) {
        asked.add(version);
        if (version != CURRENT) {
            throw Problem.preconditionFailed("the current state");
        }
        return "changed";
    }
}
