package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Way;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody holds the SDK key of one project, invents an instance with each request, and has each declare routes that nobody has, as fast as they can and
 * until they are refused. Others roll back meanwhile.
 */
final class InventedInstances {
    private static final int ATTACKERS = 4;
    private static final int ROUNDS = 10;
    private static final int MOST_ROUNDS = 300;
    /** 100 KB for each instance. */
    private static final int ROUTES = 400;

    private static final String SITES = "\"com.example.of.a.name.that.is.rather.long.Invented.declaration:1\"";

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger named = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    private InventedInstances() {}

    static Fault fault() {
        InventedInstances invented = new InventedInstances();
        return new Fault(
                "abuse: one SDK key invents instances and what they declare",
                Way.REPLICAS,
                false,
                true,
                Duration.ofSeconds(10),
                invented::strike,
                site -> invented.over.set(true),
                site -> invented.taken.get() > 0 && invented.refused.get() > 0);
    }

    private void strike(Site site) throws Exception {
        Rig.Replica replica = site.rig().replicas().get(0);
        Plane attacked = site.rig().plane();
        attacked.awaitKeyEverywhere();
        try (Bystander bystander = new Bystander(site, replica)) {
            Bystander.Slowest usual = bystander.act(ROUNDS);
            attack(site, replica.server().url().resolve("/sdk/v1/instance"), attacked.sdkKey());
            Bystander.Slowest meanwhile = bystander.act(ROUNDS);
            for (int i = 0; refused.get() == 0 && i < MOST_ROUNDS; i++) {
                meanwhile = meanwhile.or(bystander.act(1));
            }
            site.remark("%d invented instances, %d reports taken, %d refused; of others, slowest: %s (before: %s)"
                    .formatted(named.get(), taken.get(), refused.get(), meanwhile, usual));
            meanwhile.requireUsual();
        }
    }

    private void attack(Site site, URI address, String key) {
        List<Thread> attackers = new ArrayList<>();
        for (int i = 0; i < ATTACKERS; i++) {
            attackers.add(new Thread(() -> inventUntilOver(address, key), "inventor-" + i));
        }
        site.keep(() -> {
            over.set(true);
            for (Thread each : attackers) {
                each.join();
            }
        });
        attackers.forEach(Thread::start);
    }

    private void inventUntilOver(URI address, String key) {
        while (!over.get()) {
            try {
                int status = report(address, key, named.incrementAndGet());
                if (status == 429) {
                    refused.incrementAndGet();
                } else if (status == 204) {
                    taken.incrementAndGet();
                }
            } catch (IOException again) {
                // A replica that is busy is what the others would notice, not this one.
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private int report(URI address, String key, int number) throws IOException, InterruptedException {
        StringBuilder routes = new StringBuilder();
        for (int i = 0; i < ROUTES; i++) {
            routes.append(i == 0 ? "" : ",")
                    .append("{\"key\":\"invented-%d-%d\",\"sites\":[%s,%s]}".formatted(number, i, SITES, SITES));
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Banyan-Instance", "invented-" + number)
                .header("Banyan-Application", "invented")
                .POST(HttpRequest.BodyPublishers.ofString("{\"routes\":[" + routes + "]}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
