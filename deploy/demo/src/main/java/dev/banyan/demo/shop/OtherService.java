package dev.banyan.demo.shop;

import dev.banyan.sdk.Pins;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The other implementation, over HTTP: the request goes on as it came, with the decision as a header. */
final class OtherService implements Shop {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final URI address;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    OtherService(URI address) {
        this.address = address;
    }

    @Override
    public Reply answer(Call call) {
        try {
            HttpResponse<String> response = client.send(forward(call), HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body());
        } catch (IOException unreachable) {
            return Reply.of(502, "the other service does not answer");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Reply.of(503, "the service is stopping");
        }
    }

    private HttpRequest forward(Call call) {
        String query = call.query().isEmpty() ? "" : "?" + call.query();
        return HttpRequest.newBuilder(address.resolve(call.path() + query))
                .timeout(PATIENCE)
                .header(Call.CUSTOMER, call.customer())
                .header(Call.COUNTRY, call.country())
                .header(Pins.HEADER, call.pins())
                .header(Call.FORWARDED, "yes")
                .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()))
                .build();
    }
}
