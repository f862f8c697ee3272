package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Way;
import dev.banyan.harness.ManagementApi.Answer;
import dev.banyan.harness.Waiting;
import java.time.Duration;
import java.util.Map;

/** A rollback that is pressed at one of two replicas while PostgreSQL is stopped. */
final class EmergencyFault {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(20);

    /** As the replica said that took it. */
    private Map<?, ?> taken = Map.of();

    private EmergencyFault() {}

    static Fault whileStopped() {
        EmergencyFault emergency = new EmergencyFault();
        return new Fault(
                "emergency rollback while PostgreSQL is stopped",
                Way.REPLICAS,
                false,
                false,
                Duration.ofSeconds(3),
                emergency::strike,
                emergency::heal,
                site -> true);
    }

    private void strike(Site site) {
        Rig.Replica pressed = pressed(site);
        site.plane().changeAt(pressed, api -> api.move(Plane.ROUTE, 100));
        Waiting.until("all are on the new side", PATIENCE, OFTEN, () -> allAre(site, "complete"));
        site.rig().postgres().stop();
        long start = System.nanoTime();
        String path = site.plane().environment().routePath(Plane.ROUTE) + "/rollback";
        Waiting.until("a rollback is taken without the database", PATIENCE, OFTEN, () -> isTaken(pressed, path));
        for (Rig.Replica replica : site.rig().replicas()) {
            Waiting.until(
                    "the rollback is served by " + replica.server().url(),
                    PATIENCE,
                    OFTEN,
                    () -> site.plane().learnIfServed(replica, id()));
        }
        Waiting.until("all are back on legacy", PATIENCE, OFTEN, () -> allAre(site, "off"));
        site.remark("in force at the services of both replicas %d ms after PostgreSQL had stopped"
                .formatted((System.nanoTime() - start) / 1_000_000));
    }

    private boolean isTaken(Rig.Replica replica, String path) {
        Answer answer = replica.api().ask("POST", path, "{}", null);
        taken = answer.status() == 202 ? answer.fields() : Map.of();
        return !taken.isEmpty();
    }

    private void heal(Site site) {
        site.rig().postgres().start();
        if (taken.isEmpty()) {
            return;
        }
        Waiting.until("the rollback is in the change log with its true time", PATIENCE, OFTEN, () -> isRecorded(site));
        site.plane().learnFrom(pressed(site));
        site.plane().changeAt(pressed(site), api -> api.resume(Plane.ROUTE));
        site.remark("recorded once, with the time of the press");
    }

    private boolean isRecorded(Site site) {
        return "1".equals(site.rig().ask("""
                select count(*) from emergency e
                join change c on c.environment_id = e.environment_id and c.revision = e.settled_revision
                where e.id = '%s' and c.action = 'flag.rolled-back' and c.subject = '%s'
                  and abs(extract(epoch from e.taken_at - timestamptz '%s')) < 0.001
                  and c.environment_id = %s
                """.formatted(
                        id(), Plane.ROUTE, taken.get("takenAt"), site.plane().id())));
    }

    /** At the revision that was the newest when the database stopped; nobody is served by an earlier one any more. */
    private static boolean allAre(Site site, String stage) {
        long revision = site.plane().truth().revision();
        return site.services().stream()
                .allMatch(service -> service.observations().stream()
                                .filter(seen -> seen.equals(new Observation(revision, seen.key(), stage)))
                                .count()
                        == Caller.KEYS);
    }

    private String id() {
        return String.valueOf(taken.get("id"));
    }

    /** The second one, so that nothing is left to the order of replicas. */
    private static Rig.Replica pressed(Site site) {
        return site.rig().replicas().get(1);
    }
}
