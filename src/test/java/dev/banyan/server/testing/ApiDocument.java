package dev.banyan.server.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the server says of its own API, for tests that walk all of it. */
public final class ApiDocument {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "@@here@@";
    private static final int DEEPEST = 6;

    /** @param in path, query or header */
    public record Parameter(String name, String in, String type) {}

    /**
     * @param path with names in braces
     * @param body an example of it; null when there is none
     * @param fields of the body, at all depths
     */
    public record Operation(String method, String path, List<Parameter> parameters, JsonNode body, List<Field> fields) {

        @Override
        public String toString() {
            return method + " " + path;
        }

        /** The path with these values in it, as they are. */
        public String uri(Map<String, String> values) {
            String uri = path;
            for (Parameter parameter : parameters) {
                if (parameter.in().equals("path")) {
                    uri = uri.replace("{" + parameter.name() + "}", values.getOrDefault(parameter.name(), "1"));
                }
            }
            return uri;
        }
    }

    /**
     * @param steps names and positions that lead to it
     * @param type as in the document; null for any
     */
    public record Field(List<Object> steps, String type) {

        /** As refusals name it: {@code cohorts[0].name}. */
        @Override
        public String toString() {
            StringBuilder name = new StringBuilder();
            for (Object step : steps) {
                name.append(step instanceof Integer ? "[" + step + "]" : (name.isEmpty() ? "" : ".") + step);
            }
            return name.toString();
        }
    }

    private final JsonNode document;

    private ApiDocument(JsonNode document) {
        this.document = document;
    }

    public static ApiDocument fetch() {
        String text = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        try {
            return new ApiDocument(JSON.readTree(text));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(each -> METHODS.contains(each.getKey()))
                        .forEach(each -> operations.add(
                                operation(each.getKey(), path.getKey(), path.getValue(), each.getValue()))));
        return operations;
    }

    private Operation operation(String method, String path, JsonNode shared, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode list : List.of(shared.path("parameters"), operation.path("parameters"))) {
            list.forEach(each -> parameters.add(new Parameter(
                    each.get("name").asText(), each.get("in").asText(), type(resolved(each.path("schema"))))));
        }
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        List<Field> fields = new ArrayList<>();
        JsonNode body = schema.isMissingNode() ? null : sample(schema, List.of(), fields);
        return new Operation(method.toUpperCase(), path, parameters, body, fields);
    }

    /** The body with something else in this place, written as it is. */
    public static String with(JsonNode body, Field field, String raw) {
        JsonNode copy = body.deepCopy();
        JsonNode at = copy;
        List<Object> steps = field.steps();
        if (steps.isEmpty()) {
            return raw;
        }
        for (Object step : steps.subList(0, steps.size() - 1)) {
            at = step instanceof Integer index ? at.get(index) : at.get((String) step);
        }
        if (steps.get(steps.size() - 1) instanceof Integer index) {
            ((ArrayNode) at).set(index, NODES.textNode(MARK));
        } else {
            ((ObjectNode) at).put((String) steps.get(steps.size() - 1), MARK);
        }
        return copy.toString().replace('"' + MARK + '"', raw);
    }

    private JsonNode sample(JsonNode given, List<Object> steps, List<Field> fields) {
        JsonNode schema = resolved(given);
        String type = type(schema);
        fields.add(new Field(steps, type));
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        if (type == null) {
            return NODES.textNode("a");
        }
        return switch (type) {
            case "object" -> object(schema, steps, fields);
            case "array" -> NODES.arrayNode().add(sample(schema.path("items"), plus(steps, 0), fields));
            case "integer", "number" ->
                NODES.numberNode(Math.max(1, schema.path("minimum").asInt(1)));
            case "boolean" -> NODES.booleanNode(false);
            default -> NODES.textNode(text(schema));
        };
    }

    private JsonNode object(JsonNode schema, List<Object> steps, List<Field> fields) {
        ObjectNode object = NODES.objectNode();
        if (steps.size() > DEEPEST) {
            return object;
        }
        schema.path("properties")
                .properties()
                .forEach(each ->
                        object.set(each.getKey(), sample(each.getValue(), plus(steps, each.getKey()), fields)));
        if (schema.path("additionalProperties").isObject()) {
            object.set("monday", sample(schema.get("additionalProperties"), plus(steps, "monday"), fields));
        }
        return object;
    }

    /** Good enough to get past the form of a field. */
    private static String text(JsonNode schema) {
        String example = schema.path("examples").path(0).asText("");
        String pattern = schema.path("pattern").asText("");
        if (!example.isEmpty()) {
            return example;
        }
        return switch (schema.path("format").asText("")) {
            case "date-time" -> "2030-12-01T10:00:00Z";
            case "date" -> "2030-12-01";
            default ->
                pattern.matches("[A-Za-z-]+(\\|[A-Za-z-]+)+")
                        ? pattern.split("\\|")[0]
                        : "/abc".substring(pattern.startsWith("/") ? 0 : 1);
        };
    }

    /** Behind references; of several forms the first that is not null. */
    /** Behind references; of several forms the first that is not null. */
    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(document.at(schema.get("$ref").asText().substring(1)));
        }
        for (String forms : List.of("anyOf", "oneOf", "allOf")) {
            for (JsonNode form : schema.path(forms)) {
                if (!"null".equals(form.path("type").asText())) {
                    return resolved(form);
                }
            }
        }
        return schema;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText(null);
    }

    private static List<Object> plus(List<Object> steps, Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return longer;
    }
}
