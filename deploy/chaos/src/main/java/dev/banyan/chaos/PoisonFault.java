package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Way;
import dev.banyan.harness.EnvironmentApi;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Somebody holds the SDK key of one project and sends what no service can have counted, and then as much as is taken, as fast as they can. Meanwhile the new
 * side of another project fails: its guard must roll it back within the usual time.
 */
final class PoisonFault {
    private static final Duration USUALLY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final long YEAR_MILLIS = 366L * 86_400_000;
    private static final long TRILLION = 1_000_000_000_000L;
    private static final int ROWS = 10_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicBoolean over = new AtomicBoolean();

    private PoisonFault() {}

    static Fault fault() {
        PoisonFault poison = new PoisonFault();
        return new Fault(
                "abuse: one SDK key sends poisoned telemetry",
                Way.REPLICAS,
                false,
                true,
                Duration.ofSeconds(10),
                poison::strike,
                site -> poison.over.set(true),
                site -> poison.refused.get() > 0 && poison.taken.get() > 0);
    }

    private void strike(Site site) throws Exception {
        Plane attacked = site.rig().plane();
        Plane other = site.rig().plane();
        List.of(attacked, other).forEach(plane -> {
            plane.awaitKeyEverywhere();
            plane.environment().move(Plane.ROUTE, 25);
        });
        Thread attacker = new Thread(
                () -> attack(site.rig().one().url().resolve("/sdk/v1/telemetry").toString(), attacked), "poison");
        site.keep(() -> {
            over.set(true);
            attacker.join();
        });
        attacker.start();
        Waiting.until("the poison is being sent", PATIENCE, OFTEN, () -> refused.get() > 5 && taken.get() > 5);
        long millis = rolledBackAfter(site, other);
        site.remark(
                "of the poison %d batches were refused and %d taken when another project's failing new side was rolled back, %d ms after its first bad batch"
                        .formatted(refused.get(), taken.get(), millis));
        if (millis > USUALLY.toMillis()) {
            throw new RunFailure("The guard of another project took " + millis + " ms.");
        }
    }

    /** Three kinds in turn: what overflows sums, what is as large as may be, and what is folded into as many rows as possible. */
    private void attack(String address, Plane attacked) {
        while (!over.get()) {
            try {
                count(post(
                        address, attacked, 1_000, 0, Collections.nCopies(ROWS, outcome("off", "legacy", TRILLION, 0))));
                count(post(address, attacked, YEAR_MILLIS, 0, both(TRILLION, TRILLION / 2, TRILLION, TRILLION / 2)));
                count(post(address, attacked, 600_000, batches.get() * 600_000, both(600, 5, 600, 5)));
            } catch (IOException again) {
                // A replica that is busy is what the others would notice, not this one.
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void count(int status) {
        (status == 204 ? taken : refused).incrementAndGet();
    }

    /** From the first bad batch to the flag that says so. */
    private long rolledBackAfter(Site site, Plane other) {
        String address = site.rig().other().url().resolve("/sdk/v1/telemetry").toString();
        long start = System.nanoTime();
        Waiting.until("the guard of another project rolls back", PATIENCE, OFTEN, () -> {
            send(address, other);
            return isRolledBack(other.environment());
        });
        return (System.nanoTime() - start) / 1_000_000;
    }

    private void send(String address, Plane other) {
        try {
            post(address, other, 10, 0, both(300, 1, 100, 75));
        } catch (IOException again) {
            // The next one follows at once.
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isRolledBack(EnvironmentApi environment) {
        Object rollback = environment
                .api()
                .known(environment.routePath(Plane.ROUTE) + "/flag")
                .field("rollback");
        return rollback instanceof Map<?, ?> known && "guard".equals(known.get("by"));
    }

    private int post(String address, Plane plane, long millis, long age, List<String> outcomes)
            throws IOException, InterruptedException {
        String body = "{\"instance\":\"poison\",\"sequence\":%d,\"millis\":%d,\"outcomes\":[%s]}"
                .formatted(batches.incrementAndGet(), millis, String.join(",", outcomes));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + plane.sdkKey())
                .header("Content-Type", "application/json")
                .header("Banyan-Instance", "poison")
                .header("Banyan-Age", String.valueOf(age))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static List<String> both(long legacyCalls, long legacyErrors, long newCalls, long newErrors) {
        return List.of(
                outcome("off", "legacy", legacyCalls, legacyErrors), outcome("complete", "new", newCalls, newErrors));
    }

    private static String outcome(String stage, String side, long calls, long errors) {
        return "{\"route\":\"%s\",\"stage\":\"%s\",\"side\":\"%s\",\"operation\":\"call\",\"calls\":%d,\"errors\":%d,\"latency\":[]}"
                .formatted(Plane.ROUTE, stage, side, calls, errors);
    }
}
