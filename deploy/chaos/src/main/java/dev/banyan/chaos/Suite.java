package dev.banyan.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All faults: those of what all share one after the other, then those of one service's line at the same time. */
final class Suite {

    /** Of each fault, on a busy machine too: more than all its waits together. What takes longer has gone wrong in a way that no wait foresaw. */
    private static final Duration BUDGET = Duration.ofMinutes(10);

    private static final int AT_THE_SAME_TIME = 24;

    private final Rig rig;
    private final Upgrade upgrade;
    private final Consumer<String> progress;

    Suite(Rig rig, Upgrade upgrade, Consumer<String> progress) {
        this.rig = rig;
        this.upgrade = upgrade;
        this.progress = progress;
    }

    List<Finding> run(Predicate<String> wanted) {
        Trial.warmUp(rig);
        List<Finding> findings = new ArrayList<>();
        for (Fault fault : chosen(shared(), wanted)) {
            findings.add(trial(fault));
        }
        if (wanted.test(Upgrade.NAME)) {
            findings.add(within(
                    BUDGET, Upgrade.NAME, () -> upgrade.finding(rig.directory().resolve("upgrade"))));
            progress.accept(Upgrade.NAME);
        }
        findings.addAll(together(chosen(apart(), wanted), this::trial));
        elsewhere().filter(finding -> wanted.test(finding.fault())).forEach(findings::add);
        return findings;
    }

    private static Stream<Fault> apart() {
        return Stream.of(LineFaults.all(), LineFaults.ofDeltas(), AnswerFaults.all(), CacheFaults.all())
                .flatMap(List::stream);
    }

    private static Stream<Fault> shared() {
        return Stream.of(ServerFaults.all(), DatabaseFaults.all(), AbuseFaults.all(), SlowFaults.all())
                .flatMap(List::stream);
    }

    private static List<Fault> chosen(Stream<Fault> faults, Predicate<String> wanted) {
        return faults.filter(fault -> wanted.test(fault.title())).toList();
    }

    /** What cannot be done to a process from outside without rights over the machine. */
    private static Stream<Finding> elsewhere() {
        return Stream.of(
                Finding.elsewhere(
                        "clock jumps",
                        "the clock is the machine's; FaultScenarioTest.clock_jumps_change_nothing does it"),
                Finding.elsewhere("disk full", "the disk is the machine's; DiskFaultScenarioTest.a_full_disk does it"));
    }

    static List<Finding> together(List<Fault> faults, Function<Fault, Finding> trial) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_THE_SAME_TIME);
        try {
            List<CompletableFuture<Finding>> findings = faults.stream()
                    .map(fault -> CompletableFuture.supplyAsync(() -> trial.apply(fault), threads))
                    .toList();
            return findings.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private Finding trial(Fault fault) {
        Finding finding = within(BUDGET, fault.title(), () -> Trial.of(rig, fault));
        progress.accept(fault.title());
        return finding;
    }

    /** A fault that hangs takes its own time only, not that of the others. */
    static Finding within(Duration budget, String fault, Callable<Finding> trial) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return thread.submit(trial).get(budget.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            return Finding.ended(fault, new TimeoutException("it took longer than " + budget.toSeconds() + " s"));
        } catch (ExecutionException failed) {
            return Finding.ended(fault, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Finding.ended(fault, stopped);
        } finally {
            thread.shutdownNow();
        }
    }
}
