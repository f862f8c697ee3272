package dev.banyan.server.environment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SavedRulesetTest {
    private static final RulesetHead HEAD = RulesetHeadBuilder.builder()
            .scope(new EnvironmentScope(7, "shop", "production"))
            .epoch("epoch")
            .revision(41)
            .rollback(RollbackMode.ISOLATE)
            .urgentRevision(40)
            .pinning("{\"secrets\":[\"s\"],\"maxAgeSeconds\":60}")
            .settled(List.of(UUID.fromString("00000000-0000-0000-0000-000000000001")))
            .build();
    private static final RulesetDocument DOCUMENT = RulesetDocument.of(new RulesetUpdate(
            HEAD,
            -1,
            30,
            List.of(
                    new RulesetPart(Section.ROUTE, "orders.get", 41, "{\"key\":\"orders.get\"}"),
                    new RulesetPart(Section.ROUTE, "orders.old", 38, null),
                    new RulesetPart(Section.SEGMENT, "staff", 35, "{\"key\":\"staff\"}")),
            2));

    @Test
    void what_comes_back_from_disk_has_the_same_bytes_and_leads_on_from_the_same_revisions() {
        RulesetDocument restored = RulesetDocument.restored(DOCUMENT.saved());

        assertThat(restored.head()).isEqualTo(HEAD);
        assertThat(restored.compose(HEAD.text(null))).isEqualTo(DOCUMENT.compose(HEAD.text(null)));
        assertThat(restored.since(37)).isEqualTo(DOCUMENT.since(37)).isPresent();
        assertThat(restored.since(29)).isEmpty();
    }

    @Test
    void another_form_is_refused_and_not_half_understood() {
        byte[] other = new String(DOCUMENT.saved(), UTF_8)
                .replace("\"revision\"", "\"version\"")
                .getBytes(UTF_8);

        assertThatThrownBy(() -> RulesetDocument.restored(other)).isInstanceOf(UncheckedIOException.class);
    }
}
