package dev.banyan.server.testing.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One operation of an API description.
 *
 * @param shared the parameters of all operations of its path
 */
public record DescribedOperation(String method, String path, JsonNode node, JsonNode shared) {

    private static final List<String> ACTING = List.of("post", "put", "patch", "delete");

    /** Its own, and those that it shares with the others of its path. */
    public List<JsonNode> parameters() {
        return Stream.of(node.path("parameters"), shared)
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .toList();
    }

    /** Whether it may change something. */
    public boolean acts() {
        return ACTING.contains(method);
    }

    /** A place within it, as a JSON pointer into the document. */
    public String pointer(String... steps) {
        StringBuilder pointer = new StringBuilder("/paths/" + escaped(path) + '/' + method);
        Arrays.stream(steps).forEach(step -> pointer.append('/').append(escaped(step)));
        return pointer.toString();
    }

    /** How a status is described: by itself, or by the description of all others; missing when it is not. */
    public String described(int status) {
        return node.at("/responses").has(String.valueOf(status)) ? String.valueOf(status) : "default";
    }

    public JsonNode answer(String status) {
        return node.at("/responses").path(status);
    }

    boolean answers(String askedMethod, String askedPath) {
        String[] ours = path.split("/", -1);
        String[] asked = askedPath.split("/", -1);
        if (!method.equalsIgnoreCase(askedMethod) || ours.length != asked.length) {
            return false;
        }
        for (int i = 0; i < ours.length; i++) {
            if (ours[i].startsWith("{") ? !fits(ours[i], asked[i]) : !ours[i].equals(asked[i])) {
                return false;
            }
        }
        return true;
    }

    long words() {
        return Arrays.stream(path.split("/"))
                .filter(step -> !step.startsWith("{"))
                .count();
    }

    /** A variable's pattern tells paths apart: {@code /{way}} is rollback or isolate. */
    private boolean fits(String variable, String text) {
        String name = variable.substring(1, variable.length() - 1);
        for (JsonNode parameter : parameters()) {
            if (parameter.path("name").asText().equals(name)
                    && parameter.at("/schema").has("pattern")) {
                return text.matches(parameter.at("/schema/pattern").asText());
            }
        }
        return !text.isEmpty();
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }
}
