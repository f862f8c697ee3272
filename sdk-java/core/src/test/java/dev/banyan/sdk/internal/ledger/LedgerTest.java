package dev.banyan.sdk.internal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Side;
import dev.banyan.sdk.FailedWrite;
import dev.banyan.sdk.Reconciliation;
import dev.banyan.sdk.internal.TestSettings;
import dev.banyan.sdk.internal.kit.Daemon;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final String PUT = "orders.put";
    private static final Set<Side> NEW = Set.of(Side.NEW);
    private static final Set<Side> BOTH = Set.of(Side.LEGACY, Side.NEW);
    private static final Exception DOWN = new IllegalStateException("Ana Smith, 12 Elm Street");

    @TempDir
    Path root;

    private final FakePlatform platform = new FakePlatform();
    private final Tally tally = new Tally();
    private final Faults faults = new Faults(tally, new Log(platform));
    private final List<Ledger> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Ledger::close);
    }

    @Test
    void survives_a_restart_with_its_uuid() {
        Ledger first = ledger();
        fail(first, "a", "b");
        first.failed("carts.put", NEW, "c", null);
        Set<String> uuids = first.backlogs().keySet();
        first.close();

        Ledger second = ledger();
        assertThat(keys(second)).containsExactly("a", "b");
        assertThat(second.backlog("carts.put").reasons()).containsExactly(java.util.Map.entry("unknown", 1));
        assertThat(second.backlogs().keySet()).containsAll(uuids);
        assertThat(tally.cacheFaults.sum()).isZero();
    }

    @Test
    void no_client_waits_for_the_disk_and_none_has_a_file_before_it_needs_one() throws IOException {
        Ledger ledger = ledger();
        assertThat(names()).isEmpty();
        fail(ledger, "a");
        assertThat(ledger.backlog(PUT).entries()).isEqualTo(1);
        assertThat(names()).isEmpty();
        ledger.close();
        assertThat(names()).hasSize(2).anyMatch(n -> n.endsWith("-0.writes")).anyMatch(n -> n.endsWith("-0.lock"));
    }

    @Test
    void its_own_thread_writes_while_the_client_lives() throws IOException {
        Ledger ledger = new Ledger(settings(root), faults, () -> {});
        open.add(ledger);
        ledger.start(new Daemon(faults));
        fail(ledger, "a");
        long end = System.nanoTime() + 60_000_000_000L;
        while (names().stream().noneMatch(name -> name.endsWith(".writes"))) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        Path copy = copyOf(root);
        assertThat(keys(ledger(copy))).as("what a kill would leave").containsExactly("a");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no modes")
    void only_its_owner_can_read_it_and_no_message_is_in_it() throws IOException {
        Ledger ledger = ledger();
        fail(ledger, "a");
        ledger.close();
        for (String name : names()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(name))))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(root.resolve(name))).doesNotContain("Ana");
        }
        assertThat(Files.readString(root.resolve(writes().get(0)))).contains("java.lang.IllegalStateException");
    }

    @Test
    void one_record_is_one_entry_since_its_first_failure() {
        Ledger ledger = ledger();
        fail(ledger, "a");
        platform.pass(1_000);
        fail(ledger, "b", "a");
        assertThat(keys(ledger)).containsExactly("a", "b");
        assertThat(ledger.backlog(PUT).oldest())
                .hasValueSatisfying(
                        oldest -> assertThat(oldest.toEpochMilli()).isEqualTo(platform.wallMillis() - 1_000));
    }

    @Test
    void what_was_wrapped_is_the_reason() {
        Ledger ledger = ledger();
        ledger.failed(PUT, NEW, "a", new CompletionException(DOWN));
        assertThat(ledger.backlog(PUT).reasons()).containsOnlyKeys("java.lang.IllegalStateException");
    }

    @Test
    void reconciles_oldest_first_and_keeps_what_fails() throws IOException {
        Ledger ledger = ledger();
        fail(ledger, "a", "b", "c");
        List<String> seen = new ArrayList<>();
        Reconciliation pass = ledger.reconcile(PUT, write -> {
            seen.add(write.key() + write.attempts());
            if (write.key().equals("b")) {
                throw DOWN;
            }
        });
        assertThat(pass).hasToString("2 done, 1 failed, 1 left");
        Path copy = copyOf(root);
        assertThat(keys(ledger(copy))).as("on disk when it returns").containsExactly("b");

        ledger.reconcile(PUT, write -> seen.add(write.key() + write.attempts()));
        assertThat(seen).containsExactly("a0", "b0", "c0", "b1");
        assertThat(ledger.backlog(PUT).entries()).isZero();
        assertThat(ledger.backlogs().values())
                .anySatisfy(backlogs -> assertThat(backlogs)
                        .singleElement()
                        .satisfies(backlog -> assertThat(backlog.entries()).isZero()));
    }

    @Test
    void a_record_that_fails_again_while_it_is_repaired_comes_again() {
        Ledger ledger = ledger();
        fail(ledger, "a", "b");
        Reconciliation pass = ledger.reconcile(PUT, write -> {
            if (write.key().equals("a")) {
                fail(ledger, "a", "new");
            }
        });
        assertThat(pass).hasToString("1 done, 0 failed, 2 left");
        assertThat(keys(ledger)).containsExactly("a", "new");
    }

    @Test
    void one_pass_over_a_route_at_a_time() {
        Ledger ledger = ledger();
        fail(ledger, "a");
        ledger.failed("carts.put", NEW, "c", DOWN);
        List<Reconciliation> inner = new ArrayList<>();
        ledger.reconcile(PUT, write -> {
            inner.add(ledger.reconcile(PUT, other -> {}));
            inner.add(ledger.reconcile("carts.put", other -> {}));
        });
        assertThat(inner.get(0).busy()).isTrue();
        assertThat(inner.get(0).left()).isEqualTo(1);
        assertThat(inner.get(1)).hasToString("1 done, 0 failed, 0 left");
        assertThat(ledger.reconcile(PUT, write -> {}).busy()).isFalse();
    }

    @Test
    void an_error_ends_the_pass_and_an_interrupt_too() {
        Ledger ledger = ledger();
        fail(ledger, "a", "b", "c");
        assertThatThrownBy(() -> ledger.reconcile(PUT, write -> {
                    throw new AssertionError("on purpose");
                }))
                .isInstanceOf(AssertionError.class);
        assertThat(ledger.backlog(PUT).entries()).isEqualTo(3);
        Reconciliation pass = ledger.reconcile(PUT, write -> {
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(pass).hasToString("0 done, 1 failed, 3 left");
    }

    @Test
    void the_full_ledger_keeps_what_it_has_and_counts_the_rest() {
        Ledger ledger = ledger();
        for (int i = 0; i < LedgerBook.MOST_ENTRIES + 3; i++) {
            ledger.failed(PUT, NEW, "k" + i, DOWN);
        }
        ledger.failed(PUT, NEW, "k0", DOWN);
        ledger.failed(PUT, NEW, null, DOWN);
        ledger.failed(PUT, NEW, "k".repeat(Ledger.MOST_KEY_CHARACTERS + 1), DOWN);
        ledger.failed("No Route", NEW, "k", DOWN);
        assertThat(ledger.backlog(PUT).entries()).isEqualTo(LedgerBook.MOST_ENTRIES);
        assertThat(ledger.backlog(PUT).lost()).isEqualTo(5);
        assertThat(tally.lostSecondWrites.sum()).isEqualTo(6);
        ledger.close();
        Ledger next = ledger();
        assertThat(next.backlog(PUT).lost()).isEqualTo(5);
        assertThat(keys(next)).startsWith("k0", "k1").hasSize(LedgerBook.MOST_ENTRIES);
        next.forgetLost(PUT, BOTH);
        next.close();
        assertThat(ledger().backlog(PUT).lost()).isZero();
    }

    @Test
    void two_clients_of_one_process_have_a_file_each_and_the_next_one_adopts_both() throws IOException {
        Ledger first = ledger();
        fail(first, "a", "both");
        first.reconcile(PUT, write -> {
            throw DOWN;
        });
        platform.pass(1);
        Ledger second = ledger();
        assertThat(keys(second)).isEmpty();
        fail(second, "both", "b");
        second.close();
        first.close();
        assertThat(writes()).hasSize(2);

        Ledger third = ledger();
        assertThat(keys(third)).containsExactly("a", "both", "b");
        assertThat(third.reconcile(PUT, write -> {})).hasToString("3 done, 0 failed, 0 left");
        third.close();
        assertThat(keys(ledger())).isEmpty();
    }

    @Test
    void another_process_is_left_alone_until_it_dies() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerHolder.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");
            Ledger mine = ledger();
            assertThat(keys(mine)).isEmpty();
            fail(mine, "mine");
            mine.close();
            assertThat(writes()).hasSize(2);
        } finally {
            other.destroyForcibly().waitFor();
        }
        assertThat(keys(ledger())).containsExactlyInAnyOrder("theirs", "mine");
    }

    @Test
    void without_a_directory_it_lives_in_memory() {
        Ledger ledger = ledger(null);
        fail(ledger, "a");
        assertThat(keys(ledger)).containsExactly("a");
        ledger.close();
        assertThat(tally.cacheFaults.sum()).isZero();
    }

    @Test
    void a_disk_that_refuses_costs_nothing_but_a_fault_a_minute() throws IOException {
        Path obstacle = Files.createFile(root.resolve("obstacle"));
        Ledger ledger = ledger(obstacle);
        fail(ledger, "a");
        ledger.forgetLost(PUT, BOTH);
        ledger.forgetLost(PUT, BOTH);
        assertThat(tally.cacheFaults.sum()).isEqualTo(1);
        Files.delete(obstacle);
        platform.pass(59_000);
        fail(ledger, "b");
        ledger.forgetLost(PUT, BOTH);
        assertThat(obstacle).doesNotExist();
        platform.pass(1_000);
        ledger.forgetLost(PUT, BOTH);
        Path copy = copyOf(obstacle);
        assertThat(keys(ledger(copy))).containsExactly("a", "b");
    }

    @Test
    void a_file_that_was_deleted_is_made_anew_with_all_that_was_in_it() throws IOException {
        Ledger ledger = ledger();
        fail(ledger, "a");
        ledger.forgetLost(PUT, BOTH);
        Files.delete(root.resolve(writes().get(0)));
        fail(ledger, "b");
        ledger.forgetLost(PUT, BOTH);
        assertThat(tally.cacheFaults.sum()).isEqualTo(1);
        ledger.close();
        assertThat(keys(ledger())).containsExactly("a", "b");
    }

    @Test
    void a_torn_tail_is_not_appended_to() throws IOException {
        Ledger first = ledger();
        fail(first, "a");
        first.close();
        Path file = root.resolve(writes().get(0));
        Files.writeString(file, Files.readString(file) + "0123abcd [\"+\",17");
        Ledger second = ledger();
        assertThat(tally.cacheFaults.sum()).isZero();
        fail(second, "b");
        second.close();
        assertThat(keys(ledger())).containsExactly("a", "b");
    }

    @Test
    void threads_that_fail_while_others_reconcile_lose_nothing() throws InterruptedException {
        Ledger ledger = new Ledger(settings(root), faults, () -> {});
        open.add(ledger);
        ledger.start(new Daemon(faults));
        Set<String> repaired = ConcurrentHashMap.newKeySet();
        CountDownLatch running = new CountDownLatch(3);
        for (int t = 0; t < 3; t++) {
            String name = "t" + t + "-";
            new Thread(() -> {
                        for (int i = 0; i < 500; i++) {
                            ledger.failed(PUT, NEW, name + i, DOWN);
                        }
                        running.countDown();
                    })
                    .start();
        }
        while (running.getCount() > 0) {
            ledger.reconcile(PUT, write -> repaired.add(write.key()));
        }
        ledger.reconcile(PUT, write -> repaired.add(write.key()));
        assertThat(repaired).hasSize(1_500);
        assertThat(ledger.backlog(PUT).entries()).isZero();
        Thread writer = ledger.close();
        writer.join();
        assertThat(keys(ledger())).isEmpty();
    }

    /** Without a thread: what is to be on disk is brought there by the test. */
    private Ledger ledger() {
        return ledger(root);
    }

    private Ledger ledger(Path directory) {
        Ledger ledger = new Ledger(settings(directory), faults, () -> {});
        ledger.start(null);
        open.add(ledger);
        return ledger;
    }

    private Settings settings(Path directory) {
        return TestSettings.of(platform, "http://127.0.0.1:1", directory);
    }

    private static void fail(Ledger ledger, String... keys) {
        for (String key : keys) {
            ledger.failed(PUT, NEW, key, DOWN);
        }
    }

    /** In the order in which they would be reconciled. */
    private static List<String> keys(Ledger ledger) {
        return ledger.entries(PUT).stream().map(FailedWrite::key).toList();
    }

    private List<String> writes() throws IOException {
        return names().stream().filter(name -> name.endsWith(".writes")).toList();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private Path copyOf(Path directory) throws IOException {
        Path copy = Files.createTempDirectory(root, "copy");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
