package dev.banyan.server.guard.rail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GuardrailKindTest {
    @Test
    void readers_have_a_row_for_every_kind() throws IOException {
        String page = Files.readString(Path.of("../docs/api.md"));

        assertThat(GuardrailKind.values()).allSatisfy(kind -> assertThat(page).contains("\n| `" + kind.key() + "` | "));
    }
}
