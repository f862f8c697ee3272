package dev.banyan.server.testing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request and its answer, compared with the description. */
@RecordBuilder
public record Exchange(
        String method, String path, String requestBody, int status, String contentType, String answerBody) {

    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;

    /** What the description does not say so; empty if the exchange is as described. */
    public List<String> faults(ApiDescription api) {
        Optional<DescribedOperation> operation = api.operation(method, path);
        if (operation.isEmpty()) {
            boolean refused = status == NOT_FOUND || status == METHOD_NOT_ALLOWED || status == 401;
            return refused ? List.of() : List.of("the operation is not described");
        }
        List<String> faults = new ArrayList<>(answer(api, operation.get()));
        if (succeeded()) {
            faults.addAll(request(api, operation.get()));
        }
        return faults;
    }

    private List<String> answer(ApiDescription api, DescribedOperation operation) {
        String described = operation.described(status);
        JsonNode answer = operation.answer(described);
        if (answer.isMissingNode() || (described.equals("default") && status < 400)) {
            return List.of("the status is not described");
        }
        if (answerBody.isEmpty()) {
            return answer.at("/content").isEmpty() ? List.of() : List.of("there is no body, and one is described");
        }
        String type =
                contentType == null ? "" : contentType.replaceFirst(";.*", "").strip();
        if (!answer.path("content").has(type)) {
            return List.of("bodies of type '" + type + "' are not described");
        }
        return type.endsWith("json")
                ? api.faults(operation.pointer("responses", described, "content", type, "schema"), answerBody)
                : List.of();
    }

    /** What was taken must be what is asked for; what was refused was sent to be refused. */
    private List<String> request(ApiDescription api, DescribedOperation operation) {
        JsonNode body = operation.node().path("requestBody");
        if (requestBody.isEmpty()) {
            return body.path("required").asBoolean() ? List.of("the body, which is required, was left out") : List.of();
        }
        if (body.isMissingNode()) {
            return List.of("a body was sent, and none is described");
        }
        return api
                .faults(operation.pointer("requestBody", "content", "application/json", "schema"), requestBody)
                .stream()
                .map(fault -> "request: " + fault)
                .toList();
    }

    private boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
