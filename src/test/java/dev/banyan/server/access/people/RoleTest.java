package dev.banyan.server.access.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {

    @ParameterizedTest
    @CsvSource({
        "VIEWER, VIEW",
        "OPERATOR, VIEW ROLL_BACK",
        "EDITOR, VIEW ROLL_BACK CHANGE_FLAG EDIT_CATALOG",
        "ADMIN, VIEW ROLL_BACK CHANGE_FLAG EDIT_CATALOG ADMINISTER"
    })
    void a_role_allows_exactly_this(Role role, String allowed) {
        Set<Permission> expected =
                Arrays.stream(allowed.split(" ")).map(Permission::valueOf).collect(Collectors.toSet());

        assertThat(EnumSet.allOf(Permission.class))
                .filteredOn(role::allows)
                .containsExactlyInAnyOrderElementsOf(expected);
    }
}
