package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseFaultTest {
    /** Of appendix A of PostgreSQL 18. */
    private static final List<String> WHOLE_CLASSES = List.of(
            "08000 08003 08006 08001 08004 08007 08P01",
            "25000 25001 25002 25008 25003 25004 25005 25006 25007 25P01 25P02 25P03 25P04",
            "53000 53100 53200 53300 53400",
            "57000 57014 57P01 57P02 57P03 57P04 57P05",
            "58000 58030 58P01 58P02 58P03");

    @Test
    void every_state_of_the_classes_has_its_place_and_only_one() {
        List<String> placed = Arrays.stream(DatabaseFault.values())
                .flatMap(fault -> fault.states().stream())
                .toList();

        assertThat(placed).doesNotHaveDuplicates();
        assertThat(placed)
                .containsAll(Arrays.asList(String.join(" ", WHOLE_CLASSES).split(" ")));
    }

    /** Whoever is on call reads there what a rollback does. */
    @Test
    void the_page_for_whoever_is_on_call_lists_the_same() throws IOException {
        String page = Files.readString(Path.of("../docs/emergency.md"));

        for (DatabaseFault fault : DatabaseFault.values()) {
            String row = Pattern.compile(
                            "\n\\| \\*\\*" + fault.name().toLowerCase(java.util.Locale.ROOT) + "\\*\\*[^\n]*")
                    .matcher(page)
                    .results()
                    .map(found -> found.group())
                    .collect(Collectors.joining());
            Set<String> listed = Pattern.compile("\\b[0-9X][0-9XD][0-9P][0-9]{2}\\b")
                    .matcher(row)
                    .results()
                    .map(found -> found.group())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(listed).as(fault.name()).isEqualTo(new TreeSet<>(fault.states()));
        }
    }

    @ParameterizedTest
    @CsvSource({"08P99, GONE", "57P99, GONE", "53999, FAILING", "58999, FAILING", "25999, OURS", "23505, OURS"})
    void one_that_a_later_release_adds_is_taken_by_its_class(String state, DatabaseFault expected) {
        assertThat(DatabaseFault.of(new SQLException("new", state))).isEqualTo(expected);
    }
}
