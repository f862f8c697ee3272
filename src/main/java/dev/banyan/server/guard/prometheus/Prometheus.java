package dev.banyan.server.guard.prometheus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The Prometheus server that the operator has named. Whatever it does, an answer comes within the time-out, and none is thrown. */
@ApplicationScoped
public class Prometheus {
    private static final int LARGEST_ANSWER = 256 * 1024;

    private final PrometheusConfig config;
    private final MeterRegistry registry;
    private final HttpClient http;

    Prometheus(PrometheusConfig config, MeterRegistry registry) {
        this.config = config;
        this.registry = registry;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    void requireSense(@Observes StartupEvent event) {
        if (isNamed()) {
            request("1");
        }
        if (config.bearerToken().isPresent() && config.login().isPresent()) {
            throw new IllegalArgumentException("banyan.guard.prometheus.bearer-token and banyan.guard.prometheus.login"
                    + " exclude each other: set one of them");
        }
    }

    public boolean isNamed() {
        return config.url().isPresent();
    }

    public Duration interval() {
        return config.interval();
    }

    public int concurrency() {
        return config.concurrency();
    }

    /** Waits for the answer, so never within a transaction. */
    public Answer ask(String query) {
        if (config.url().isEmpty()) {
            return new Answer.Away(
                    "No Prometheus server is named: whoever runs Banyan sets BANYAN_GUARD_PROMETHEUS_URL");
        }
        long began = System.nanoTime();
        Answer answer = send(request(query));
        String outcome = answer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        Timer.builder("banyan.guard.prometheus.queries")
                .description("Queries that guardrails made of Prometheus, by outcome")
                .tag("outcome", outcome)
                .register(registry)
                .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
        return answer;
    }

    private HttpRequest request(String query) {
        String asked = config.url().orElseThrow().replaceFirst("/+$", "") + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8)
                + "&timeout=" + config.timeout().toMillis() + "ms";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(asked)).timeout(config.timeout());
        authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private Optional<String> authorization() {
        return config.bearerToken()
                .map(token -> "Bearer " + token)
                .or(() -> config.login()
                        .map(login -> login.user() + ":" + login.password())
                        .map(both -> Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)))
                        .map(encoded -> "Basic " + encoded));
    }

    /** The client's own time-out ends with the head of the answer, and a body may trickle for ever. */
    private Answer send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> sent = http.sendAsync(request, head -> new LimitedBody(LARGEST_ANSWER));
        try {
            HttpResponse<byte[]> response = sent.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return AnswerReader.read(response.statusCode(), response.body());
        } catch (TimeoutException late) {
            return late();
        } catch (ExecutionException failed) {
            return failed(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Answer.Away("This replica is stopping");
        } finally {
            sent.cancel(true);
        }
    }

    private Answer late() {
        return new Answer.Away(
                "Prometheus did not answer within " + config.timeout().toMillis() + " ms");
    }

    private Answer failed(Throwable cause) {
        if (cause instanceof LimitedBody.TooLarge) {
            return new Answer.Refused("Prometheus gave far more than one value", "make it one, for example with sum()");
        }
        if (cause instanceof HttpTimeoutException) {
            return late();
        }
        return new Answer.Away("Prometheus cannot be reached");
    }
}
