package dev.banyan.server.web.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditWordsTest {

    @Test
    void actions_are_words() {
        assertThat(AuditWords.action("flag.rolled-back")).isEqualTo("Flag rolled back");
        assertThat(AuditWords.action("sdk-key.created")).isEqualTo("SDK key created");
    }

    @Test
    void details_say_what_the_line_does_not_say_already() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("changed", List.of("orders.get"));
        details.put("reason", "First customers.");
        details.put("revision", 9);
        details.put("id", 4);
        details.put("note", null);

        assertThat(AuditWords.details("orders.get", details)).containsExactly("“First customers.”", "revision 9");
    }

    @Test
    void what_changed_needs_no_name() {
        assertThat(AuditWords.details("orders.get", Map.of("what", List.of("shadow reads 100 % → 10 %"))))
                .containsExactly("shadow reads 100 % → 10 %");
    }

    @Test
    void several_values_are_listed() {
        assertThat(AuditWords.details("shop", Map.of("changed", List.of("a", "b"))))
                .containsExactly("changed a, b");
    }
}
