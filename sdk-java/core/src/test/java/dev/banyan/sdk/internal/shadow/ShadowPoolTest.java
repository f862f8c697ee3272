package dev.banyan.sdk.internal.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Tally;
import dev.banyan.sdk.internal.route.RouteState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShadowPoolTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long LONG = 600 * SECOND;
    private static final long SHORT = SECOND / 20;

    private final Tally tally = new Tally();
    private final FakePlatform platform = new FakePlatform();
    private final Faults faults = new Faults(tally, new Log(platform));
    private final ShadowPool pool = new ShadowPool("banyan-shadow-test-", 50, faults);
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicInteger lateCalls = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);

    private interface Work {
        void run() throws InterruptedException;
    }

    private final class Task extends ShadowTask {
        private final Work work;

        Task(RouteState route, long nanos, Work work) {
            super(route, System.nanoTime() + nanos);
            this.work = work;
        }

        @Override
        protected void work() {
            try {
                work.run();
            } catch (InterruptedException givenUp) {
                return;
            }
            if (called() && finished()) {
                done.incrementAndGet();
            }
        }

        @Override
        protected void late(boolean calling) {
            late.incrementAndGet();
            lateCalls.addAndGet(calling ? 1 : 0);
        }

        @Override
        protected void dropped() {
            dropped.incrementAndGet();
        }
    }

    @BeforeEach
    void open() {
        pool.open();
        pool.open();
    }

    @AfterEach
    void end() {
        release.countDown();
        pool.close();
        eventually("all threads ended", () -> pool.threads() == 0);
    }

    @Test
    void a_route_has_two_threads_and_room_for_32_that_wait() {
        RouteState route = route("a");
        int taken = 0;
        for (int i = 0; i < 200; i++) {
            taken += pool.offer(new Task(route, LONG, release::await)) ? 1 : 0;
        }
        // The first two may have begun while others were offered.
        assertThat(taken).isBetween(ShadowPool.MOST_WAITING_PER_ROUTE, ShadowPool.MOST_WAITING_PER_ROUTE + 2);
        assertThat(pool.threads()).isLessThanOrEqualTo(ShadowPool.MOST_PER_ROUTE + 1);
        release.countDown();
        int all = taken;
        eventually("all done", () -> done.get() == all);
    }

    @Test
    void all_routes_together_have_a_bounded_queue() {
        int taken = 0;
        for (int i = 0; i < 1_000; i++) {
            taken += pool.offer(new Task(route("r" + i), LONG, release::await)) ? 1 : 0;
        }
        assertThat(taken).isBetween(ShadowPool.MOST_WAITING, ShadowPool.MOST_WAITING + ShadowPool.MOST_WORKING);
        assertThat(pool.threads()).isLessThanOrEqualTo(ShadowPool.MOST_WORKING + 1);
    }

    @Test
    void a_call_that_ignores_interrupts_is_given_up_and_replaced() throws InterruptedException {
        RouteState hung = route("hung");
        for (int i = 0; i < 4; i++) {
            pool.offer(new Task(hung, SHORT, this::awaitStubbornly));
        }
        eventually("all given up", () -> late.get() == 4);
        assertThat(lateCalls).hasValue(ShadowPool.MOST_PER_ROUTE);
        CountDownLatch others = new CountDownLatch(40);
        for (int i = 0; i < 40; i++) {
            RouteState healthy = route("healthy" + i % 4);
            eventually("room", () -> pool.offer(new Task(healthy, LONG, others::countDown)));
        }
        assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.offer(new Task(hung, LONG, () -> done.addAndGet(100)))).isTrue();
        eventually("the healthy are done", () -> done.get() == 40);
        release.countDown();
        eventually("the hung route has its threads back", () -> done.get() == 141);
    }

    @Test
    void a_deadline_is_kept_when_nothing_else_happens() {
        ShadowPool patient = new ShadowPool("banyan-shadow-test-", 3_600_000, faults);
        patient.open();
        for (int i = 0; i < 2; i++) {
            patient.offer(new Task(route("r" + i), LONG, release::await));
        }
        eventually("two at work, one on watch", () -> patient.threads() == 3);
        release.countDown();
        eventually("three idle", () -> done.get() == 2);
        for (int i = 1; i <= 3; i++) {
            int given = i;
            patient.offer(new Task(route("hung"), SHORT, new CountDownLatch(1)::await));
            eventually("given up", () -> late.get() == given);
        }
        patient.close();
        eventually("all threads ended", () -> patient.threads() == 0);
    }

    @Test
    void an_interrupted_call_leaves_its_thread_clean() {
        RouteState route = route("a");
        List<Boolean> interrupted = new ArrayList<>();
        pool.offer(new Task(route, SHORT, release::await));
        eventually("given up", () -> late.get() == 1);
        for (int i = 0; i < 4; i++) {
            pool.offer(new Task(route, LONG, () -> {
                synchronized (interrupted) {
                    interrupted.add(Thread.currentThread().isInterrupted());
                }
            }));
        }
        eventually("done", () -> done.get() == 4);
        assertThat(interrupted).containsOnly(false);
    }

    @Test
    void however_many_routes_hang_threads_are_bounded_and_come_back() {
        for (int i = 0; i < 3 * ShadowPool.MOST_THREADS; i++) {
            pool.offer(new Task(route("hung" + i), SHORT, this::awaitStubbornly));
        }
        eventually("all given up", () -> late.get() == 3 * ShadowPool.MOST_THREADS);
        assertThat(pool.threads()).isLessThanOrEqualTo(ShadowPool.MOST_THREADS);
        release.countDown();
        eventually("room", () -> pool.offer(new Task(route("a"), LONG, () -> {})));
        eventually("done", () -> done.get() == 1);
    }

    @Test
    void idle_threads_end_but_the_one_that_keeps_watch() {
        for (int i = 0; i < 4; i++) {
            pool.offer(new Task(route("r" + i), LONG, release::await));
        }
        eventually("four at work, one on watch", () -> pool.threads() == ShadowPool.MOST_WORKING + 1);
        release.countDown();
        eventually("one is left", () -> pool.threads() == 1);
    }

    @Test
    void whatever_a_task_throws_the_pool_goes_on() {
        for (int i = 0; i < 20; i++) {
            pool.offer(new Task(route("a"), LONG, () -> {
                throw new StackOverflowError();
            }));
        }
        eventually("room", () -> pool.offer(new Task(route("a"), LONG, () -> {})));
        eventually("done", () -> done.get() == 1);
        assertThat(faults.lastProblem()).contains("StackOverflowError");
    }

    @Test
    void a_task_sees_the_class_loader_of_its_caller_and_the_thread_forgets_it() {
        ClassLoader callers = new ClassLoader() {};
        List<ClassLoader> seen = new ArrayList<>();
        Thread.currentThread().setContextClassLoader(callers);
        try {
            pool.offer(new Task(
                    route("a"), LONG, () -> seen.add(Thread.currentThread().getContextClassLoader())));
        } finally {
            Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
        }
        eventually("done", () -> done.get() == 1);
        assertThat(seen).containsExactly(callers);
        eventually("forgotten", () -> ofPool().stream().noneMatch(t -> t.getContextClassLoader() == callers));
        assertThat(ofPool()).isNotEmpty().allMatch(Thread::isDaemon);
    }

    @Test
    void closing_waits_for_nobody_and_takes_nothing_more() {
        RouteState route = route("a");
        for (int i = 0; i < 5; i++) {
            pool.offer(new Task(route, LONG, this::awaitStubbornly));
        }
        eventually("two at work", () -> pool.threads() == 3);

        pool.close();

        assertThat(dropped).hasValue(5);
        assertThat(pool.offer(new Task(route, LONG, () -> {}))).isFalse();
        pool.open();
        assertThat(pool.threads()).isLessThanOrEqualTo(3);
        release.countDown();
        eventually("all threads ended", () -> pool.threads() == 0);
        assertThat(done).hasValue(0);
    }

    private static List<Thread> ofPool() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("banyan-shadow-test-"))
                .toList();
    }

    private void awaitStubbornly() {
        boolean released = false;
        while (!released) {
            try {
                release.await();
                released = true;
            } catch (InterruptedException ignored) {
                // As a socket does that waits for bytes.
            }
        }
    }

    private static RouteState route(String key) {
        return new RouteState(key, null, null);
    }

    private static void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + 30 * SECOND;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("not in time: " + what).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
