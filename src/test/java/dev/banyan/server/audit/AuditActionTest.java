package dev.banyan.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditActionTest {

    @ParameterizedTest
    @EnumSource
    void is_found_by_its_key_which_its_name_spells(AuditAction action) {
        assertThat(action.key().toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_"))
                .isEqualTo(action.name());
        assertThat(AuditAction.of(action.key())).isSameAs(action);
    }

    @Test
    void what_another_release_wrote_down_is_no_error_where_it_is_read() {
        assertThat(AuditAction.find("flag.painted-green")).isEmpty();
        assertThatThrownBy(() -> AuditAction.of("flag.painted-green"))
                .hasMessage("There is no action flag.painted-green");
    }

    @Test
    void a_rehearsal_takes_nobody_back() {
        assertThat(AuditAction.BACK).contains(AuditAction.FLAG_DRILLED);
        assertThat(AuditAction.FLAG_DRILLED.takesBack()).isFalse();
        assertThat(AuditAction.MIGRATION_ISOLATED.takesBack()).isTrue();
    }

    @Test
    void a_query_names_them_as_they_are_stored() {
        assertThat(AuditAction.sql(List.of(AuditAction.FLAG_CHANGED, AuditAction.FLAG_RESUMED)))
                .isEqualTo("('flag.changed', 'flag.resumed')");
    }

    /** Who spells a key out is forgotten when actions are added or read. */
    @Test
    void nobody_else_spells_a_key_out() throws IOException {
        List<String> spelled = Arrays.stream(AuditAction.values())
                .flatMap(action -> Stream.of("\"" + action.key() + "\"", "'" + action.key() + "'"))
                .toList();
        try (Stream<Path> files = Files.walk(Path.of("../src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("AuditAction.java"))
                    .toList()) {
                String code = Files.readString(file).replaceAll("(?m)^\\s*(/\\*\\*|\\*|//).*$", "");
                assertThat(spelled.stream().filter(code::contains))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }
}
