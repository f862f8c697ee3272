package dev.banyan.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.wire.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void what_is_written_reads_back_as_it_was() {
        String text = "a \"quoted\" back\\slash\n\ttab, ümlaut and \u0001";
        String json = JsonText.object("text", text, "number", 42, "yes", true, "none", null, "list", List.of("a", 1));

        Map<?, ?> read = (Map<?, ?>) Json.read(json);

        assertThat(read.get("text")).isEqualTo(text);
        assertThat(read.get("number")).isEqualTo(42L);
        assertThat(read.get("yes")).isEqualTo(true);
        assertThat(read.containsKey("none")).isTrue();
        assertThat(read.get("none")).isNull();
        assertThat(read.get("list")).isEqualTo(List.of("a", 1L));
    }
}
