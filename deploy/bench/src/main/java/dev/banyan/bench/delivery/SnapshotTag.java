package dev.banyan.bench.delivery;

import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The entity tag of the newest snapshot. */
record SnapshotTag(int port, String sdkKey) {

    String read() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/sdk/v1/snapshot"))
                .header("Authorization", "Bearer " + sdkKey)
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow(() -> new RunFailure("The snapshot has no ETag."));
        } catch (IOException failed) {
            throw new RunFailure("The snapshot cannot be read: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RunFailure("The run is ending.", interrupted);
        }
    }
}
