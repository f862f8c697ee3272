package dev.banyan.sdk.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.Backlog;
import dev.banyan.sdk.FailedWrite;
import dev.banyan.sdk.Reconciliation;
import dev.banyan.sdk.internal.TestSettings;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Tally;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which side lacks what, over failures, ledgers and restarts. */
class LedgerSidesTest {
    private static final String PUT = "orders.put";
    private static final Set<Side> NEW = Set.of(Side.NEW);
    private static final Set<Side> LEGACY = Set.of(Side.LEGACY);
    private static final Set<Side> BOTH = Set.of(Side.LEGACY, Side.NEW);
    private static final Exception DOWN = new IllegalStateException();

    @TempDir
    Path root;

    private final FakePlatform platform = new FakePlatform();
    private final List<Ledger> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Ledger::close);
    }

    @Test
    void each_side_has_a_backlog_of_its_own_over_restarts() {
        Ledger first = ledger();
        fail(first, "a");
        fail(first, "b");
        first.failed(PUT, LEGACY, "c", DOWN);
        first.failed(PUT, LEGACY, null, DOWN);
        first.close();

        Ledger next = ledger();
        assertThat(next.backlog(PUT).entries()).isEqualTo(3);
        assertThat(next.backlog(PUT, Side.NEW).entries()).isEqualTo(2);
        assertThat(next.backlog(PUT, Side.NEW).lost()).isZero();
        assertThat(next.backlog(PUT, Side.LEGACY).entries()).isEqualTo(1);
        assertThat(next.backlog(PUT, Side.LEGACY).lost()).isEqualTo(1);
        assertThat(told(next))
                .containsExactlyInAnyOrder(
                        "backlog of orders.put on legacy: 1 entries, 1 lost",
                        "backlog of orders.put on new: 2 entries, 0 lost");

        next.forgetLost(PUT, NEW);
        assertThat(next.backlog(PUT).lost()).isEqualTo(1);
        next.forgetLost(PUT, LEGACY);
        assertThat(next.backlog(PUT).lost()).isZero();
    }

    @Test
    void a_record_that_failed_both_ways_is_one_entry_that_either_side_lacks() {
        Ledger first = ledger();
        fail(first, "a");
        first.failed(PUT, LEGACY, "a", DOWN);
        fail(first, "a");
        first.close();

        Ledger next = ledger();
        assertThat(next.entries(PUT))
                .singleElement()
                .satisfies(write -> assertThat(write.missingOn()).isEqualTo(BOTH));
        assertThat(next.backlog(PUT, Side.LEGACY).entries()).isEqualTo(1);
        assertThat(next.backlog(PUT, Side.NEW).entries()).isEqualTo(1);
        assertThat(next.reconcile(PUT, write -> {})).hasToString("1 done, 0 failed, 0 left");
        assertThat(told(next))
                .allMatch(backlog -> backlog.endsWith("0 entries, 0 lost"))
                .hasSize(2);
    }

    @Test
    void what_the_handler_is_told_holds_over_all_ledgers() {
        Ledger first = ledger();
        Ledger second = ledger();
        fail(first, "a");
        platform.pass(1);
        second.failed(PUT, LEGACY, "a", DOWN);
        first.close();
        second.close();
        List<FailedWrite> seen = new ArrayList<>();

        Reconciliation pass = ledger().reconcile(PUT, seen::add);

        assertThat(pass).hasToString("1 done, 0 failed, 0 left");
        assertThat(seen)
                .singleElement()
                .satisfies(write -> assertThat(write.missingOn()).isEqualTo(BOTH));
    }

    @Test
    void a_record_that_the_other_side_misses_while_it_is_repaired_comes_again() {
        Ledger ledger = ledger();
        fail(ledger, "a");
        assertThat(ledger.reconcile(PUT, write -> ledger.failed(PUT, LEGACY, "a", DOWN)))
                .hasToString("0 done, 0 failed, 1 left");
        assertThat(ledger.backlog(PUT, Side.LEGACY).entries()).isEqualTo(1);
    }

    private Ledger ledger() {
        Settings settings = TestSettings.of(platform, "http://127.0.0.1:1", root);
        Ledger ledger = new Ledger(settings, new Faults(new Tally(), new Log(platform)), () -> {});
        ledger.start(null);
        open.add(ledger);
        return ledger;
    }

    private static void fail(Ledger ledger, String key) {
        ledger.failed(PUT, NEW, key, DOWN);
    }

    /** As the server would be told, of those that hold something or did. */
    private static List<String> told(Ledger ledger) {
        return ledger.backlogs().values().stream()
                .flatMap(List::stream)
                .map(Backlog::toString)
                .toList();
    }
}
