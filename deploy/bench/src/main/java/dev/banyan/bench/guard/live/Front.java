package dev.banyan.bench.guard.live;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.harness.RunFailure;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Migration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** An instance of the service that customers meet: it decides with the SDK, and asks one of two backends over HTTP. */
final class Front implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Banyan banyan;
    private final Migration<String, Integer> orders;

    Front(URI server, String sdkKey, String route, String instance, Backend legacy, Backend fresh) {
        banyan = Banyan.builder()
                .url(server.toString())
                .sdkKey(sdkKey)
                .application("front")
                .instance(instance)
                .withoutCache()
                .build();
        orders = banyan.<String, Integer>migration(route, RouteKind.TWO, Stage.OFF)
                .reads(customer -> ask(legacy), customer -> ask(fresh))
                .build();
        if (!banyan.awaitReady(PATIENCE)) {
            close();
            throw new RunFailure("An SDK client got no ruleset: " + banyan.status());
        }
    }

    /** What a customer's request does. */
    void serve(String customer) {
        try {
            orders.read(Context.of(customer), customer, Exception.class);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (Exception seenByTheCustomer) {
            // The SDK has counted it.
        }
    }

    boolean sendsToNew(String customer) {
        return orders.route().isNew(Context.of(customer));
    }

    private int ask(Backend backend) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(backend.url())
                .timeout(Duration.ofSeconds(5))
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status >= 500) {
            throw new IOException("status " + status);
        }
        return status;
    }

    @Override
    public void close() {
        banyan.close();
    }
}
