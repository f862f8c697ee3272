package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Way;
import dev.banyan.harness.Waiting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * From the previous build to this one and back, replica by replica: on a database that the previous build made, with services of both builds.
 *
 * @param jar of today's server
 * @param previous the sources of the previous build, built; nothing is there when the history does not hold it
 */
record Upgrade(Path jar, Path previous) {

    static final String NAME = "rolling upgrade, both ways";
    /** The previous build does not yet know by itself that a database may be newer than it is. */
    private static final Map<String, String> ON_THE_WAY_BACK =
            Map.of("QUARKUS_FLYWAY_IGNORE_MIGRATION_PATTERNS", "*:future");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(50);

    Finding finding(Path directory) {
        if (!Files.exists(previousJar())) {
            return Finding.notInjected(
                    NAME, "the history of this clone does not hold the previous build; fetch all of it");
        }
        try (PreviousSdk sdk = new PreviousSdk(previous.resolve("sdk-java/core/target/classes"));
                Rig rig = Rig.start(directory, previousJar(), ON_THE_WAY_BACK, List.of(SdkService::start, sdk))) {
            Trial.warmUp(rig);
            return Trial.of(
                    rig,
                    new Fault(
                            NAME,
                            Way.REPLICAS,
                            false,
                            false,
                            Duration.ZERO,
                            this::bothWays,
                            site -> {},
                            Site::troubled));
        } catch (RuntimeException failed) {
            return Finding.ended(NAME, failed);
        }
    }

    private void bothWays(Site site) {
        changes(site, "both replicas of the previous build");
        replace(site, 0, jar, "this build beside the previous one");
        replace(site, 1, jar, "both replicas of this build");
        replace(site, 0, previousJar(), "the previous build beside this one");
        replace(site, 1, previousJar(), "both replicas of the previous build again");
        // What this build had taken in and not folded yet when it went waits for it: late, not lost, and counted now.
        replace(site, 0, jar, "this build once more");
        site.remark("with the SDKs of both builds at " + site.services().size()
                + " services, changes and a rollback at each of six steps");
    }

    private static void replace(Site site, int index, Path build, String step) {
        Rig.Replica replica = site.rig().replicas().get(index);
        replica.server().stop();
        site.plane().commitAt(other(site, replica));
        replica.server().startAgain(build);
        replica.server().awaitReady();
        changes(site, step);
    }

    /** A change at one replica, a rollback at the other, and its end. */
    private static void changes(Site site, String step) {
        Rig.Replica one = site.rig().replicas().get(0);
        Rig.Replica other = other(site, one);
        site.plane().commitAt(one);
        follow(site, "a change with " + step);
        site.plane().changeAt(other, api -> api.rollBack(Plane.ROUTE));
        follow(site, "a rollback with " + step);
        site.plane().changeAt(one, api -> api.resume(Plane.ROUTE));
        follow(site, "the end of a rollback with " + step);
        site.rig().replicas().forEach(replica -> acknowledge(site, replica, step));
    }

    private static void follow(Site site, String what) {
        Waiting.until("services follow " + what, PATIENCE, OFTEN, site::allSeeTheNewest);
    }

    /** Each build understands what was said to the other. */
    private static void acknowledge(Site site, Rig.Replica replica, String step) {
        Waiting.until(
                replica.server().url() + " knows who follows with " + step,
                PATIENCE,
                OFTEN,
                () -> isAcknowledged(site, replica));
    }

    private static boolean isAcknowledged(Site site, Rig.Replica replica) {
        Map<?, ?> convergence = site.plane().environment().at(replica.api()).convergence();
        return Boolean.TRUE.equals(convergence.get("complete"))
                && convergence.get("applied").equals((long) site.services().size());
    }

    private static Rig.Replica other(Site site, Rig.Replica replica) {
        return site.rig().replicas().stream()
                .filter(another -> another != replica)
                .findFirst()
                .orElseThrow();
    }

    private Path previousJar() {
        return previous.resolve("target/quarkus-app/quarkus-run.jar");
    }
}
