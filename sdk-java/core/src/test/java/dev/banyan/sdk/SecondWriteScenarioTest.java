package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two sides of which one is out of order, and what the client knows and tells of the one that lacks writes. */
class SecondWriteScenarioTest extends Scenario {
    private static final String PUT = "orders.put";

    private final Map<String, String> legacy = new TreeMap<>();
    private final Map<String, String> fresh = new TreeMap<>();
    private Side ill;

    @BeforeEach
    void start() throws IOException {
        server.publish(at(1, Stage.SHADOW, Stage.LIVE, 0));
        server.start();
    }

    @Test
    void where_new_answers_it_is_legacy_that_lacks_the_write() throws IOException {
        server.publish(at(2, Stage.LIVE, Stage.RAMPDOWN, 500_000));
        Banyan banyan = client();
        eventually(banyan, 2);
        ill = Side.LEGACY;
        write(banyan, "o-1", "paid");

        assertThat(banyan.backlog(PUT, Side.LEGACY).entries()).isEqualTo(1);
        assertThat(banyan.backlog(PUT, Side.NEW).entries()).isZero();
        eventually("told", () -> told("\"side\":\"legacy\",\"entries\":1"));
        banyan.close();

        ill = null;
        Banyan next = client();
        assertThat(next.reconcile(PUT, this::copy)).hasToString("1 done, 0 failed, 0 left");
        assertThat(legacy).isEqualTo(fresh).containsEntry("o-1", "paid");
        eventually("told", () -> told("\"side\":\"legacy\",\"entries\":0"));
    }

    @Test
    void a_write_that_new_lacked_at_shadow_is_brought_to_it_though_new_answers_by_now() throws IOException {
        Banyan banyan = client();
        eventually(banyan, 1);
        ill = Side.NEW;
        write(banyan, "o-1", "paid");
        eventually("told", () -> told("\"side\":\"new\",\"entries\":1"));
        ill = null;
        server.publish(at(2, Stage.SHADOW, Stage.LIVE, 1_000_000));
        eventually(banyan, 2);

        banyan.reconcile(PUT, this::copy);

        assertThat(fresh).isEqualTo(legacy).containsEntry("o-1", "paid");
    }

    @Test
    void a_record_that_each_side_lacks_a_write_of_is_for_the_handler_to_judge() throws IOException {
        Banyan banyan = client();
        eventually(banyan, 1);
        ill = Side.NEW;
        write(banyan, "o-1", "1 ordered");
        server.publish(at(2, Stage.SHADOW, Stage.LIVE, 1_000_000));
        eventually(banyan, 2);
        ill = Side.LEGACY;
        write(banyan, "o-1", "2 paid");
        ill = null;

        banyan.reconcile(PUT, write -> {
            assertThat(write.missingOn()).containsExactlyInAnyOrder(Side.LEGACY, Side.NEW);
            String newer = List.of(legacy.get("o-1"), fresh.get("o-1")).stream()
                    .max(String::compareTo)
                    .get();
            legacy.put("o-1", newer);
            fresh.put("o-1", newer);
        });

        assertThat(legacy).isEqualTo(fresh).containsEntry("o-1", "2 paid");
        assertThat(banyan.backlog(PUT).entries()).isZero();
    }

    @Test
    void of_a_failure_by_an_unknown_decision_either_side_may_lack_the_write() {
        Banyan banyan = client();
        banyan.route(PUT).secondWriteFailed(null, "o-1", null);

        assertThat(banyan.backlog(PUT).entries()).isEqualTo(1);
        assertThat(banyan.backlog(PUT, Side.LEGACY).entries()).isEqualTo(1);
        assertThat(banyan.backlog(PUT, Side.NEW).entries()).isEqualTo(1);
    }

    @Test
    void a_failed_second_write_leaves_a_line_and_reaches_listeners_with_its_exception() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        List<String> log = new CopyOnWriteArrayList<>();
        BanyanListener listener = new BanyanListener() {
            @Override
            public void secondWriteFailed(String route, Side missingOn, String recordKey, Throwable why) {
                heard.add(route + " " + missingOn + " " + recordKey + " " + why);
            }
        };
        Banyan banyan = client(builder().listener(listener));
        eventually(banyan, 1);
        ill = Side.NEW;
        try (AutoCloseable listening = listen(log)) {
            write(banyan, "o-1", "paid");
            write(banyan, "o-2", "paid");
            banyan.route(PUT).secondWriteFailed(null, null, null);
            eventually("heard", () -> heard.size() == 3);
        }

        assertThat(heard)
                .containsExactly(
                        "orders.put NEW o-1 java.io.IOException: ill",
                        "orders.put NEW o-2 java.io.IOException: ill",
                        "orders.put null null null");
        assertThat(log.stream().filter(line -> line.startsWith("A second write of route")))
                .as("at most one a minute")
                .containsExactly(
                        "A second write of route orders.put failed (java.io.IOException), so that new lacks it;"
                                + " a listener's secondWriteFailed gets the exception");
    }

    @Test
    void a_flood_of_failures_leaves_room_for_other_events() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger failures = new AtomicInteger();
        List<Long> revisions = new CopyOnWriteArrayList<>();
        Banyan banyan = client(builder().listener(new BanyanListener() {
            @Override
            public void rulesetApplied(Status status) {
                revisions.add(status.revision());
            }

            @Override
            public void secondWriteFailed(String route, Side missingOn, String recordKey, Throwable why) {
                failures.incrementAndGet();
                try {
                    release.await();
                } catch (InterruptedException never) {
                    Thread.currentThread().interrupt();
                }
            }
        }));
        eventually("one", () -> revisions.contains(1L));
        for (int i = 0; i < 1_000; i++) {
            banyan.route(PUT).secondWriteFailed(null, "o-" + i, null);
        }
        server.publish(at(2, Stage.SHADOW, Stage.LIVE, 0));
        eventually(banyan, 2);
        release.countDown();

        eventually("two", () -> revisions.contains(2L));
        assertThat(failures.get()).isBetween(1, 200);
        assertThat(banyan.status().counters().listenerFailures()).isGreaterThan(800);
        assertThat(banyan.backlog(PUT).entries()).isEqualTo(1_000);
    }

    @Test
    void a_repair_that_throws_leaves_a_line() throws Exception {
        List<String> log = new CopyOnWriteArrayList<>();
        Banyan banyan = client();
        banyan.route(PUT).secondWriteFailed(null, "o-1", null);
        try (AutoCloseable listening = listen(log)) {
            banyan.reconcile(PUT, write -> {
                throw new IOException("personal");
            });
        }
        assertThat(log)
                .contains("Repairing a second write of route orders.put failed (java.io.IOException), it stays in"
                        + " the ledger");
    }

    @Test
    void in_a_transaction_the_second_write_waits_for_the_commit_and_is_never_done_after_a_rollback()
            throws IOException {
        Banyan banyan = client();
        eventually(banyan, 1);
        List<Runnable> waiting = new ArrayList<>();
        AtomicBoolean inTransaction = new AtomicBoolean(true);
        Migration<String, String> orders = banyan.<String, String>migration(PUT)
                .writes(id -> put(Side.LEGACY, id, "paid"), id -> put(Side.NEW, id, "paid"))
                .recordKey(id -> id)
                .secondWritesAfterCommit(second -> inTransaction.get() && waiting.add(second))
                .build();

        orders.write(ANA, "rolled back");
        assertThat(legacy).containsKey("rolled back");
        assertThat(fresh).isEmpty();
        waiting.clear();

        orders.write(ANA, "committed");
        waiting.forEach(Runnable::run);
        inTransaction.set(false);
        orders.write(ANA, "without one");
        assertThat(fresh).containsOnlyKeys("committed", "without one");

        ill = Side.NEW;
        inTransaction.set(true);
        waiting.clear();
        orders.write(ANA, "fails later");
        assertThat(banyan.backlog(PUT).entries()).isZero();
        waiting.forEach(Runnable::run);
        assertThat(banyan.backlog(PUT, Side.NEW).entries()).isEqualTo(1);
    }

    @Test
    void a_transaction_that_takes_no_second_write_or_cannot_commit_it_costs_a_line_in_the_ledger() throws IOException {
        Banyan banyan = client();
        eventually(banyan, 1);
        banyan.<String, String>migration(PUT)
                .writes(id -> put(Side.LEGACY, id, "paid"), id -> put(Side.NEW, id, "paid"))
                .recordKey(id -> id)
                .secondWritesAfterCommit(second -> {
                    throw new IllegalStateException("marked for rollback");
                })
                .build()
                .write(ANA, "o-1");
        banyan.<String, String>migration(PUT)
                .writes(id -> put(Side.LEGACY, id, "paid"), id -> put(Side.NEW, id, "paid"))
                .recordKey(id -> id)
                .secondWritesAfterCommit(new CallerTransaction() {
                    @Override
                    public boolean afterCommit(Runnable secondWrite) {
                        return false;
                    }

                    @Override
                    public void apart(Callable<?> secondSide) throws Exception {
                        secondSide.call();
                        throw new IOException("not committed");
                    }
                })
                .build()
                .write(ANA, "o-2");

        assertThat(banyan.backlog(PUT, Side.NEW).entries()).isEqualTo(2);
    }

    private void write(Banyan banyan, String id, String state) throws IOException {
        banyan.<String, String>migration(PUT)
                .writes(text -> put(Side.LEGACY, id, text), text -> put(Side.NEW, id, text))
                .recordKey(text -> id)
                .build()
                .write(ANA, state, IOException.class);
    }

    private String put(Side side, String id, String state) throws IOException {
        if (side == ill) {
            throw new IOException("ill");
        }
        return (side == Side.NEW ? fresh : legacy).put(id, state);
    }

    /** As the documentation has it. */
    private void copy(FailedWrite write) {
        boolean toNew = write.isMissingOn(Side.NEW);
        (toNew ? fresh : legacy).put(write.key(), (toNew ? legacy : fresh).get(write.key()));
    }

    private boolean told(String part) {
        List<TestControlPlane.Request> reports = server.requests(TestControlPlane.INSTANCE);
        return !reports.isEmpty() && reports.get(reports.size() - 1).body().contains(part);
    }

    private static TestRuleset at(long revision, Stage from, Stage to, int share) {
        return TestRuleset.at(revision).route(6, PUT, from.key(), to.key(), share, "null");
    }
}
