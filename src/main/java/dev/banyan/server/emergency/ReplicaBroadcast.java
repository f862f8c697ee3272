package dev.banyan.server.emergency;

import dev.banyan.server.database.Recurring;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Tells every other replica what is held here, again and again until it has taken it or it is settled. */
@ApplicationScoped
class ReplicaBroadcast {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final Duration FOR_THE_SENDER = Duration.ofSeconds(1);
    private static final int TAKEN = 204;

    private final Recurring recurring = new Recurring(Logger.getLogger(ReplicaBroadcast.class));
    private final HeldRollbacks held;
    private final Replicas replicas;
    private final Clock clock;
    private final ToldReplicas told;
    private final Set<CompletableFuture<Void>> underWay = ConcurrentHashMap.newKeySet();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    ReplicaBroadcast(HeldRollbacks held, Replicas replicas, Clock clock) {
        this.held = held;
        this.replicas = replicas;
        this.clock = clock;
        this.told = new ToldReplicas(clock);
    }

    Told told(HeldRollback rollback) {
        List<String> others = replicas.others();
        return new Told((int) others.stream().filter(url -> has(rollback, url)).count(), others.size());
    }

    /** Whoever took it needs no telling. */
    private boolean has(HeldRollback rollback, String url) {
        return url.equals(rollback.takenBy()) || told.has(rollback.id(), url);
    }

    /** Returns when all have answered, so that the sender hears how far it has come; or soon, because nobody should wait for one that is gone. */
    void tellAndWait() {
        try {
            tellAll();
            CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                    .get(FOR_THE_SENDER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | IllegalArgumentException later) {
            // They are told again, and whoever asks again hears how far it has come by then.
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void repeat() {
        recurring.attempt("Telling other replicas", this::tellAll);
    }

    private void tellAll() {
        List<HeldRollback> all = held.all();
        told.forgetAllBut(all);
        replicas.signature().ifPresent(signature -> {
            for (HeldRollback rollback : all) {
                replicas.others().stream()
                        .filter(url -> !has(rollback, url) && told.isDue(rollback.id(), url))
                        .forEach(url -> tell(rollback, url, signature));
            }
        });
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
        CompletableFuture<Void> answered = http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .thenAccept(answer -> {
                    if (answer.statusCode() == TAKEN) {
                        told.taken(rollback.id(), url);
                    }
                });
        underWay.add(answered);
        answered.whenComplete((nothing, failed) -> underWay.remove(answered));
    }
}
