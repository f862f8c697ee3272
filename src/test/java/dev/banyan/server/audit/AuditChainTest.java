package dev.banyan.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    private final List<AuditEntryEntity> entries = new ArrayList<>();

    @BeforeEach
    void five_entries() {
        AuditHead head = AuditHead.GENESIS;
        for (int i = 1; i <= 5; i++) {
            AuditEntryEntity entry = entry(head, "flag.changed");
            entries.add(entry);
            head = new AuditHead(entry.sequence, entry.hash);
        }
    }

    @Test
    void an_untouched_trail_is_intact() {
        AuditVerification verdict = verify(entries);

        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.entries()).isEqualTo(5);
        assertThat(verdict.headHash()).isEqualTo(entries.get(4).hash);
    }

    @Test
    void an_empty_trail_is_intact() {
        AuditChain chain = new AuditChain(AuditHead.GENESIS);

        assertThat(chain.wantsMore()).isFalse();
        assertThat(chain.verdict().intact()).isTrue();
    }

    @Test
    void a_changed_field_shows_at_its_entry() {
        entries.get(2).actor = "somebody else";

        assertBroken(verify(entries), 3, "changed");
    }

    @Test
    void a_changed_entry_with_a_hash_made_anew_shows_at_the_next() {
        AuditEntryEntity forged = entries.get(2);
        forged.details = "{\"percentage\":100}";
        forged.hash = AuditHash.of(forged);

        assertBroken(verify(entries), 4, "build on");
    }

    @Test
    void a_removed_entry_shows() {
        AuditHead head = head();
        entries.remove(1);

        assertBroken(verify(head, entries), 2, "missing");
    }

    @Test
    void a_trail_cut_off_at_the_end_shows() {
        AuditHead head = head();

        AuditChain chain = new AuditChain(head);
        chain.check(entries.subList(0, 3));
        assertThat(chain.wantsMore()).isTrue();
        chain.check(List.of());

        assertBroken(chain.verdict(), 4, "missing");
    }

    @Test
    void a_head_that_names_another_hash_shows() {
        assertBroken(verify(new AuditHead(5, "f".repeat(64)), entries), 5, "end of the trail");
    }

    @Test
    void text_moved_from_one_field_to_its_neighbour_changes_the_hash() {
        AuditEntryEntity one = entry(AuditHead.GENESIS, "flag.changed");
        one.project = "shop";
        one.environment = "production";
        AuditEntryEntity other = entry(AuditHead.GENESIS, "flag.changed");
        other.project = "shopp";
        other.environment = "roduction";
        AuditEntryEntity none = entry(AuditHead.GENESIS, "flag.changed");
        none.project = null;
        AuditEntryEntity empty = entry(AuditHead.GENESIS, "flag.changed");
        empty.project = "";

        assertThat(AuditHash.of(one)).isNotEqualTo(AuditHash.of(other));
        assertThat(AuditHash.of(none)).isNotEqualTo(AuditHash.of(empty));
    }

    private static AuditEntryEntity entry(AuditHead head, String action) {
        AuditEntryEntity entry = new AuditEntryEntity();
        entry.sequence = head.sequence() + 1;
        entry.at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(entry.sequence);
        entry.actorKind = "user";
        entry.actor = "ana";
        entry.action = action;
        entry.subject = "orders.get";
        entry.details = "{}";
        entry.previousHash = head.hash();
        entry.hash = AuditHash.of(entry);
        return entry;
    }

    private AuditHead head() {
        AuditEntryEntity last = entries.get(entries.size() - 1);
        return new AuditHead(last.sequence, last.hash);
    }

    private AuditVerification verify(List<AuditEntryEntity> rows) {
        return verify(head(), rows);
    }

    private static AuditVerification verify(AuditHead head, List<AuditEntryEntity> rows) {
        AuditChain chain = new AuditChain(head);
        chain.check(rows);
        return chain.verdict();
    }

    private static void assertBroken(AuditVerification verdict, long at, String reason) {
        assertThat(verdict.intact()).isFalse();
        assertThat(verdict.brokenAt()).isEqualTo(at);
        assertThat(verdict.reason()).contains(reason);
    }
}
