package dev.banyan.server.emergency;

import dev.banyan.server.flag.UnrecordedRollback.Told;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Tells every other replica what is held here, again and again until it has taken it or it is settled. */
@ApplicationScoped
class Telling {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final int TAKEN = 204;

    private final HeldRollbacks held;
    private final Replicas replicas;
    private final Clock clock;
    private final ToldReplicas told;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Telling(HeldRollbacks held, Replicas replicas, Clock clock) {
        this.held = held;
        this.replicas = replicas;
        this.clock = clock;
        this.told = new ToldReplicas(clock);
    }

    Told told(UUID id) {
        List<String> others = replicas.others();
        return new Told((int) others.stream().filter(url -> told.has(id, url)).count(), others.size());
    }

    /** Does not wait for the answers. */
    void tellNow() {
        List<HeldRollback> all = held.all();
        told.forgetAllBut(all);
        replicas.signature().ifPresent(signature -> {
            for (HeldRollback rollback : all) {
                replicas.others().stream()
                        .filter(url -> !url.equals(rollback.takenBy()) && told.isDue(rollback.id(), url))
                        .forEach(url -> tell(rollback, url, signature));
            }
        });
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void repeat() {
        tellNow();
    }

    private void tell(HeldRollback rollback, String url, ReplicaSignature signature) {
        byte[] body = HeldRollbacks.write(rollback).getBytes(StandardCharsets.UTF_8);
        long now = clock.millis();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/replica/v1/emergencies"))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header(ReplicaResource.SENT_AT, Long.toString(now))
                .header(ReplicaResource.SIGNATURE, signature.of(now, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).thenAccept(answer -> {
            if (answer.statusCode() == TAKEN) {
                told.taken(rollback.id(), url);
            }
        });
    }
}
