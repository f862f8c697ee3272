package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.banyan.evaluation.ShadowSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The read that nobody waits for: what it costs, what it finds out, and how it ends. */
@Timeout(120)
class ShadowScenarioTest extends MigrationScenario {
    @Test
    void the_other_side_is_compared_and_the_server_hears_of_every_difference() {
        Migration<String, Order> orders = banyan.<String, Order>migration("orders.get")
                .reads(id -> new Order(id, "open", 1), id -> new Order(id, "paid", 1))
                .compareFields()
                .allowPath("$.status")
                .build();

        Order order = orders.read(ANA, "o-1");

        assertThat(order.status()).isEqualTo("open");
        eventually("compared", () -> count("orders.get", "compared") == 1);
        Map<?, ?> row = rows("orders.get").findFirst().orElseThrow();
        assertThat(row.get("stage")).isEqualTo("shadow");
        assertThat(row.get("mismatched")).isEqualTo(1L);
        assertThat(row.get("paths"))
                .isEqualTo(List.of(Map.of("path", "$.status", "kind", "changed", "count", 1L, "control", 0L)));
        Map<?, ?> sample = (Map<?, ?>) ((List<?>) row.get("samples")).get(0);
        assertThat(sample.get("legacy")).isEqualTo("open");
        assertThat(sample.get("new")).isEqualTo("paid");
        eventually("both sides counted", () -> calls("legacy", "calls") == 1 && calls("new", "calls") == 1);
    }

    @Test
    void values_stay_here_unless_allowed_or_redacted() {
        Migration<String, String> closed = banyan.<String, String>migration("orders.get")
                .reads(q -> "Ana", q -> "Bob")
                .build();
        Migration<String, String> redacted = banyan.<String, String>migration("orders.list")
                .reads(q -> "Ana", q -> "Bob")
                .redact((path, value) -> path + " of " + value.toString().length())
                .build();
        closed.read(ANA, "");
        redacted.read(ANA, "");

        eventually("compared", () -> count("orders.get", "compared") + count("orders.list", "compared") == 2);
        assertThat(rows("orders.get").toList().toString()).contains("redacted=true");
        assertThat(rows("orders.list").toList().toString()).contains("legacy=$ of 3");
        assertThat(sent("comparisons").toList().toString())
                .doesNotContain("Ana")
                .doesNotContain("Bob");
    }

    @Test
    void a_hanging_new_side_delays_neither_the_caller_nor_another_route() {
        AtomicInteger hanging = new AtomicInteger();
        Migration<String, String> hung = banyan.<String, String>migration("orders.get")
                .reads(q -> "legacy", q -> hang(hanging))
                .shadowDeadline(Duration.ofMillis(50))
                .build();
        Migration<String, String> healthy = banyan.<String, String>migration("orders.list")
                .reads(q -> "same", q -> "same")
                .build();
        for (int i = 0; i < 500; i++) {
            assertThat(hung.read(ANA, "")).isEqualTo("legacy");
            healthy.read(ANA, "");
        }
        int others = 10;
        for (int i = 0; i < others; i++) {
            long before = compared("orders.list");
            eventually("compared while the other one hangs", () -> {
                healthy.read(ANA, "");
                return compared("orders.list") > before;
            });
        }
        assertThat(hanging.get()).isBetween(1, 2);
        assertThat(release.getCount()).isOne();
        eventually("all accounted for", () -> count("orders.get", "late") + count("orders.get", "dropped") == 500);
        assertThat(count("orders.get", "late")).isPositive();
        assertThat(count("orders.get", "dropped")).isPositive();
        assertThat(count("orders.get", "compared")).isZero();
        assertThat(calls("new", "errors")).isEqualTo(hanging.get());
    }

    @Test
    void an_async_side_that_blocks_or_never_ends_delays_nobody() throws Exception {
        AtomicInteger hanging = new AtomicInteger();
        for (Implementation<String, CompletionStage<String>> fresh :
                List.<Implementation<String, CompletionStage<String>>>of(
                        q -> CompletableFuture.completedFuture(hang(hanging)), q -> new CompletableFuture<>())) {
            CompletableFuture<String> stage = CompletableFuture.completedFuture("legacy");
            Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                    .readsAsync(q -> stage, fresh)
                    .shadowDeadline(Duration.ofMillis(50))
                    .build();
            assertThat(orders.readAsync(ANA, "")).isSameAs(stage);
        }
        eventually("both given up", () -> count("orders.get", "late") == 2);
        assertThat(hanging).hasValue(1);
    }

    @Test
    void the_sampling_share_is_that_of_the_newest_ruleset() {
        AtomicInteger shadows = new AtomicInteger();
        Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                .reads(q -> "a", q -> "a" + shadows.incrementAndGet())
                .shadowInline()
                .build();
        orders.read(ANA, "");
        assertThat(shadows).hasValue(1);

        server.publish(rules(2, 0, 0));
        eventually(banyan, 2);
        for (int i = 0; i < 100; i++) {
            orders.read(ANA, "");
        }
        assertThat(shadows).hasValue(1);

        server.publish(rules(3, ALL / 2, 0));
        eventually(banyan, 3);
        for (int i = 0; i < 2_000; i++) {
            orders.read(ANA, "");
        }
        assertThat(shadows.get()).isBetween(800, 1_200);
    }

    @Test
    void a_read_that_is_not_sampled_allocates_nothing() {
        server.publish(rules(2, 0, 0));
        eventually(banyan, 2);
        Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                .reads(q -> q, q -> q)
                .build();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().getId();
        for (int i = 0; i < 20_000; i++) {
            orders.read(ANA, "");
        }
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < 10_000; i++) {
            orders.read(ANA, "");
        }
        assertThat(threads.getThreadAllocatedBytes(id) - before).isLessThan(10_000);
    }

    @Test
    void what_differs_between_two_calls_of_one_side_is_noise() {
        server.publish(rules(2, ALL, ALL));
        eventually(banyan, 2);
        AtomicInteger clock = new AtomicInteger();
        Migration<String, Order> orders = banyan.<String, Order>migration("orders.get")
                .reads(id -> new Order(id, "open", clock.incrementAndGet()), id -> new Order(id, "open", -1))
                .compareFields()
                .shadowInline()
                .build();
        int reads = ShadowSettings.CONTROLS_TO_LEARN + 1;
        for (int i = 0; i < reads; i++) {
            orders.read(ANA, "o-1");
        }

        eventually("compared", () -> count("orders.get", "compared") == 2);
        assertThat(count("orders.get", "learning")).isEqualTo(reads - 2);
        assertThat(count("orders.get", "controls")).isEqualTo(reads);
        assertThat(count("orders.get", "mismatched")).isZero();
        assertThat(rows("orders.get").toList().toString()).contains("path=$.servedAt, kind=changed");
        eventually("counted", () -> calls("legacy", "calls") == reads);
        assertThat(clock).as("control calls are nobody's").hasValue(2 * reads);
    }

    @Test
    void a_failure_of_one_side_only_is_counted_as_such() {
        Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                .reads(this::failOn, q -> "fine")
                .build();
        Migration<String, String> other = banyan.<String, String>migration("orders.list")
                .reads(q -> "fine", q -> failOn("legacy"))
                .build();
        assertThatThrownBy(() -> orders.read(ANA, "legacy")).isInstanceOf(IOException.class);
        assertThat(other.read(ANA, "")).isEqualTo("fine");

        eventually("each counted", () -> count("orders.get", "failed") + count("orders.list", "failed") == 2);
        assertThat(count("orders.get", "failed")).isOne();
        assertThat(count("orders.get", "compared") + count("orders.list", "compared"))
                .isZero();
    }

    @Test
    void comparing_never_throws_and_says_what_it_could_not_do() {
        Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                .reads(q -> "a", q -> "a")
                .compare((legacy, fresh) -> {
                    throw new UnsupportedOperationException();
                })
                .build();
        orders.read(ANA, "");
        eventually("counted", () -> count("orders.get", "mismatched") == 1);
        assertThat(rows("orders.get").toList().toString()).contains("$!UnsupportedOperationException");
    }

    @Test
    void what_can_be_read_only_once_reaches_the_caller_untouched_and_is_said_not_to_be_compared() throws IOException {
        List<String> log = new CopyOnWriteArrayList<>();
        AtomicInteger closed = new AtomicInteger();
        try (AutoCloseable listening = listen(log)) {
            Migration<String, Stream<String>> orders = banyan.<String, Stream<String>>migration("orders.get")
                    .reads(q -> Stream.of(q, "b"), q -> Stream.of(q, "c").onClose(closed::incrementAndGet))
                    .snapshot(answer -> answer.sorted())
                    .compareFields()
                    .build();
            for (int i = 1; i <= 3; i++) {
                assertThat(orders.read(ANA, "a")).containsExactly("a", "b");
                int reads = i;
                eventually("left out", () -> count("orders.get", "dropped") == reads);
            }
            eventually("said", () -> !log.isEmpty());
        } catch (Exception e) {
            throw new IOException(e);
        }

        assertThat(count("orders.get", "compared") + count("orders.get", "mismatched"))
                .isZero();
        assertThat(rows("orders.get").toList().toString()).contains("$!can be read only once: ");
        assertThat(closed).as("the answers that nobody gets").hasValue(3);
        assertThat(log.stream().filter(line -> line.contains("orders.get"))).hasSize(1);
    }

    @Test
    void what_cannot_be_read_counts_at_once_as_a_difference_even_while_noise_is_learned() {
        server.publish(rules(2, ALL, ALL));
        eventually(banyan, 2);
        Migration<String, Closed> orders = banyan.<String, Closed>migration("orders.get")
                .reads(id -> new Closed(id), id -> new Closed(id))
                .compareFields()
                .shadowInline()
                .build();
        orders.read(ANA, "o-1");

        eventually("counted", () -> count("orders.get", "mismatched") == 1);
        assertThat(count("orders.get", "compared")).isOne();
        assertThat(rows("orders.get").toList().toString()).contains("$!threw IllegalStateException at $.id");
    }

    /** Its property can no longer be read. */
    static final class Closed {
        private final String id;

        Closed(String id) {
            this.id = id;
        }

        public String getId() {
            throw new IllegalStateException(id);
        }
    }

    @Test
    void a_snapshot_is_taken_before_the_caller_can_change_the_answer() {
        CountDownLatch changed = new CountDownLatch(1);
        Migration<String, StringBuilder> orders = banyan.<String, StringBuilder>migration("orders.get")
                .reads(q -> new StringBuilder("a"), q -> {
                    changed.await();
                    return new StringBuilder("a");
                })
                .snapshot(StringBuilder::new)
                .compare((legacy, fresh) -> legacy.toString().equals(fresh.toString()))
                .build();
        orders.read(ANA, "").append("changed");
        changed.countDown();
        eventually("compared", () -> count("orders.get", "compared") == 1);
        assertThat(count("orders.get", "mismatched")).isZero();
    }

    @Test
    void inline_the_other_side_runs_on_the_callers_thread_and_its_interrupt_is_kept() {
        AtomicReference<Thread> seen = new AtomicReference<>();
        Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                .reads(q -> "legacy", q -> {
                    seen.set(Thread.currentThread());
                    throw new InterruptedException();
                })
                .shadowInline()
                .build();
        assertThat(orders.read(ANA, "")).isEqualTo("legacy");
        assertThat(seen).hasValue(Thread.currentThread());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closing_does_not_wait_for_a_hanging_shadow_and_leaves_no_thread() {
        AtomicInteger hanging = new AtomicInteger();
        Set<Thread> before = clientThreads();
        Migration<String, String> orders = banyan.<String, String>migration("orders.get")
                .reads(q -> "legacy", q -> {
                    hanging.incrementAndGet();
                    release.await();
                    return "";
                })
                .build();
        orders.read(ANA, "");
        eventually("hanging", () -> hanging.get() == 1);
        Set<Thread> shadows = clientThreads();
        shadows.removeAll(before);
        assertThat(shadows)
                .isNotEmpty()
                .allMatch(t -> t.isDaemon() && t.getName().startsWith("banyan-shadow-"));

        banyan.close();

        eventually("all threads ended", () -> shadows.stream().noneMatch(Thread::isAlive));
        assertThat(release.getCount()).isOne();
        assertThat(count("orders.get", "dropped")).isOne();
        assertThat(orders.read(ANA, "")).isEqualTo("legacy");
    }
}
