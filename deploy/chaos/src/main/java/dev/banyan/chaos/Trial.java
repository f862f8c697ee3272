package dev.banyan.chaos;

import dev.banyan.chaos.Assessment.Tally;
import dev.banyan.harness.Waiting;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Lets one fault happen to services at work, and looks at what came of it. */
final class Trial {

    private static final Duration RECOVERY = Duration.ofSeconds(100);
    private static final Duration SIGN = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(2);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final Fault fault;
    private final Site site;

    private Trial(Fault fault, Site site) {
        this.fault = fault;
        this.site = site;
    }

    /** Never throws: what makes it impossible to go on is a finding too. */
    static Finding of(Rig rig, Fault fault) {
        try {
            Plane plane = rig.plane();
            plane.awaitKeyEverywhere();
            try (Site site = new Site(rig, plane, fault.way())) {
                return new Trial(fault, site).observed();
            }
        } catch (Exception failed) {
            return Finding.ended(fault.title(), failed);
        }
    }

    /** The first services in a process wait for classes to be loaded, which is nobody's fault. */
    static void warmUp(Rig rig) {
        ManagementFactory.getThreadMXBean().setThreadContentionMonitoringEnabled(true);
        of(rig, LineFaults.none());
    }

    private Finding observed() throws Exception {
        Tally before;
        Tally after;
        boolean felt;
        try {
            before = begin();
            last();
            after = Tally.of(site);
            felt = Waiting.within(SIGN, OFTEN, () -> fault.sign().at(site));
        } finally {
            // Others need the same servers afterwards.
            fault.heal().on(site);
        }
        long healed = System.nanoTime();
        // Part of recovering; and the next fault begins with servers that are whole.
        site.rig().awaitDatabase();
        site.plane().commitAtLast();
        boolean recovered = Waiting.within(RECOVERY, OFTEN, site::allSeeTheNewest);
        long end = System.nanoTime();
        if (!felt) {
            return Finding.notInjected(fault.title(), "no sign of it reached a service");
        }
        return new Assessment(site, before, after).finding(fault, recovered ? end - healed : -1);
    }

    /** What had been decided before it. */
    private Tally begin() throws Exception {
        if (fault.underIt()) {
            fault.strike().on(site);
            site.startServices();
            return new Tally(0, 0);
        }
        startWell();
        Tally struck = Tally.of(site);
        fault.strike().on(site);
        return struck;
    }

    private void startWell() {
        site.startServices();
        Waiting.until(
                "services of " + fault.name() + " stream",
                START,
                OFTEN,
                () -> site.allSeeTheNewest() && site.services().stream().allMatch(Service::streaming));
    }

    /** The fault goes on for its time, and changes with it. */
    private void last() {
        long until = System.nanoTime() + fault.lasts().toNanos();
        while (System.nanoTime() < until) {
            if (fault.changes()) {
                site.plane().commit();
            }
            long next = Math.min(until, System.nanoTime() + BETWEEN_CHANGES.toNanos());
            Waiting.within(fault.lasts(), OFTEN, () -> System.nanoTime() >= next);
        }
    }
}
