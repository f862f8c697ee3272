package dev.banyan.server.guard.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;

/** Reads what {@code /api/v1/query} answers. */
final class AnswerReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_MESSAGE = 300;
    private static final int OK = 200;
    private static final Set<Integer> CREDENTIALS = Set.of(401, 403);

    private AnswerReader() {}

    static Answer read(int status, byte[] body) {
        JsonNode answer = json(body);
        if (answer.path("status").asText().equals("success") && status == OK) {
            return data(answer.path("data"));
        }
        if (answer.path("status").asText().equals("error")) {
            return error(answer);
        }
        if (CREDENTIALS.contains(status)) {
            return new Answer.Away("Prometheus refuses the credentials that it is asked with (" + status + ")");
        }
        return new Answer.Away("What answers at the address of Prometheus is not Prometheus (status " + status + ")");
    }

    private static JsonNode json(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            return read == null ? JSON.missingNode() : read;
        } catch (IOException other) {
            return JSON.missingNode();
        }
    }

    private static Answer error(JsonNode answer) {
        String message = answer.path("error").asText("no reason");
        String said = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
        return answer.path("errorType").asText().equals("bad_data")
                ? new Answer.Refused("Prometheus refuses the query: " + said, "correct it where Prometheus says so")
                : new Answer.Away("Prometheus could not answer the query: " + said);
    }

    private static Answer data(JsonNode data) {
        JsonNode result = data.path("result");
        return switch (data.path("resultType").asText()) {
            case "scalar" -> value(result.path(1));
            case "vector" -> vector(result);
            case "matrix" ->
                new Answer.Refused(
                        "Prometheus gave a span of time, not a value",
                        "wrap it, for example in rate() or avg_over_time()");
            default -> new Answer.Refused("Prometheus gave no number", "ask for one");
        };
    }

    private static Answer vector(JsonNode series) {
        return switch (series.size()) {
            case 0 -> new Answer.Nothing("Prometheus gave no value: no series matches the query now");
            case 1 ->
                series.path(0).has("value")
                        ? value(series.path(0).path("value").path(1))
                        : new Answer.Refused(
                                "Prometheus gave a histogram, not a value",
                                "take a number from it, for example with histogram_quantile()");
            default ->
                new Answer.Refused(
                        "Prometheus gave " + series.size() + " series", "make it one, for example with sum()");
        };
    }

    /** Prometheus writes numbers as texts, so that it can write NaN and +Inf. */
    private static Answer value(JsonNode text) {
        try {
            double value = Double.parseDouble(text.asText().replace("Inf", "Infinity"));
            return Double.isFinite(value)
                    ? new Answer.Value(value)
                    : new Answer.Nothing(
                            "Prometheus gave " + text.asText() + ", which is no number to hold against a limit");
        } catch (NumberFormatException none) {
            return new Answer.Away("Prometheus gave something that is no number");
        }
    }
}
