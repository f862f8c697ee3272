package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Way;
import dev.banyan.harness.ManagementApi.Answer;
import dev.banyan.harness.RunFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Clients that are never done. */
final class SlowFaults {

    private static final int CROWD = 5_000;
    private static final int ROLLBACKS = 300;
    private static final Duration LIMIT = Duration.ofMillis(500);
    /** The server ends all of one kind at the same moment, when their time is over; they are away until we find out. */
    private static final int MOST_AWAY = CROWD / 4;

    private SlowFaults() {}

    static List<Fault> all() {
        return List.of(slowConnections());
    }

    private static Fault slowConnections() {
        return new Fault(
                "abuse: " + CROWD + " slow connections",
                Way.REPLICAS,
                false,
                false,
                Duration.ZERO,
                SlowFaults::strike,
                Site::letGo,
                site -> true);
    }

    private static void strike(Site site) {
        Rig.Replica pressed = site.rig().replicas().get(0);
        SlowCrowd crowd = site.keep(
                SlowCrowd.of(CROWD, pressed.server().port(), site.plane().sdkKey()));
        long[] nanos = new long[ROLLBACKS];
        long least = CROWD;
        for (int i = 0; i < ROLLBACKS; i++) {
            nanos[i] = rollBack(site, pressed);
            require(pressed.server().status("/q/health/ready") == 200, "the replica is not ready");
            site.plane().changeAt(pressed, api -> api.resume(Plane.ROUTE));
            least = Math.min(least, crowd.open());
        }
        judge(site, nanos, least);
    }

    private static long rollBack(Site site, Rig.Replica pressed) {
        long[] nanos = new long[1];
        site.plane().changeAt(pressed, api -> {
            String path = api.routePath(Plane.ROUTE) + "/rollback";
            long start = System.nanoTime();
            Answer answer = api.api().ask("POST", path, "{}", null);
            nanos[0] = System.nanoTime() - start;
            require(answer.status() == 200, "a rollback was answered " + answer.status());
            return (Long) answer.fields().get("revision");
        });
        return nanos[0];
    }

    private static void judge(Site site, long[] nanos, long least) {
        Arrays.sort(nanos);
        long p50 = nanos[ROLLBACKS / 2] / 1_000_000;
        long p99 = nanos[ROLLBACKS * 99 / 100] / 1_000_000;
        long longest = nanos[ROLLBACKS - 1] / 1_000_000;
        String seen =
                "%d rollbacks while %d to %d connections held: half within %d ms, 99 %% within %d ms, the longest %d ms"
                        .formatted(ROLLBACKS, least, CROWD, p50, p99, longest);
        require(least >= CROWD - MOST_AWAY, "only " + least + " connections were held");
        require(p99 < LIMIT.toMillis(), seen);
        site.remark(seen);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new RunFailure("Not kept: " + otherwise + ".");
        }
    }
}
