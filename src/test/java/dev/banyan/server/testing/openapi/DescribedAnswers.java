package dev.banyan.server.testing.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;

/** Compares whatever any test asks an API, and is told, with the API's description. A test fails where they differ. */
public final class DescribedAnswers implements Filter, QuarkusTestBeforeEachCallback {

    private static final List<String> APIS = List.of("/api/", "/ofrep/", "/sdk/");
    private static ApiDescription description;

    @Override
    public void beforeEach(QuarkusTestMethodContext test) {
        boolean installed = RestAssured.filters().stream().anyMatch(DescribedAnswers.class::isInstance);
        if (!installed) {
            RestAssured.filters(this);
        }
    }

    @Override
    public Response filter(
            FilterableRequestSpecification request, FilterableResponseSpecification expected, FilterContext context) {
        Response answer = context.next(request, expected);
        URI asked = URI.create(request.getURI());
        if (APIS.stream().anyMatch(asked.getPath()::startsWith) && !isStream(answer)) {
            Exchange exchange = ExchangeBuilder.builder()
                    .method(request.getMethod())
                    .path(asked.getPath())
                    .requestBody(text(request.getBody()))
                    .status(answer.statusCode())
                    .contentType(answer.contentType())
                    .answerBody(answer.asString())
                    .build();
            requireDescribed(exchange, asked);
        }
        return answer;
    }

    private static void requireDescribed(Exchange exchange, URI asked) {
        List<String> faults = exchange.faults(description(asked));
        if (!faults.isEmpty()) {
            throw new AssertionError("The API description does not say so: " + exchange.method() + ' ' + exchange.path()
                    + " answered " + exchange.status() + ' ' + exchange.answerBody() + "\n  "
                    + String.join("\n  ", faults));
        }
    }

    /** All servers of a test run are of one build. */
    private static synchronized ApiDescription description(URI server) {
        if (description == null) {
            try {
                description = ApiDescription.of(new ObjectMapper()
                        .readTree(server.resolve("/q/openapi?format=json").toURL()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return description;
    }

    /** It has no end to wait for. */
    private static boolean isStream(Response answer) {
        return answer.contentType() != null && answer.contentType().startsWith("text/event-stream");
    }

    private static String text(Object body) {
        return body == null ? "" : body instanceof byte[] bytes ? new String(bytes) : body.toString();
    }
}
