package dev.banyan.server.testing.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The API description that a server serves, to compare with what it does. Immutable but for what it has compiled; thread-safe. */
public final class ApiDescription {

    private static final String NAME = "urn:banyan:api-description";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;
    private final List<DescribedOperation> operations;
    private final JsonSchemaFactory schemas;
    private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

    private ApiDescription(JsonNode document) {
        this.document = document;
        this.operations = document.at("/paths").properties().stream()
                .flatMap(path -> operations(path.getKey(), path.getValue()))
                .toList();
        this.schemas = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.metaSchema(wordsOfOthersCountForNothing())
                        .schemaLoaders(loaders -> loaders.schemas(Map.of(NAME, document.toString()))));
    }

    public static ApiDescription of(JsonNode document) {
        return new ApiDescription(document);
    }

    public JsonNode document() {
        return document;
    }

    public List<DescribedOperation> operations() {
        return operations;
    }

    /** The operation that answers a request: of several, the one whose path has the most words of its own. */
    public Optional<DescribedOperation> operation(String method, String path) {
        return operations.stream()
                .filter(operation -> operation.answers(method, path))
                .max(Comparator.comparing(DescribedOperation::words));
    }

    /** What is wrong with a JSON text by the schema at a place of the document; empty if nothing is. */
    public List<String> faults(String pointer, String json) {
        try {
            return schema(pointer).validate(JSON.readTree(json)).stream()
                    .map(ValidationMessage::toString)
                    .toList();
        } catch (JsonProcessingException malformed) {
            return List.of("is no JSON: " + json);
        }
    }

    /** Around its schemas the document has words that JSON Schema does not know. */
    private static JsonMetaSchema wordsOfOthersCountForNothing() {
        return JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .unknownKeywordFactory((word, context) -> new NonValidationKeyword(word))
                .build();
    }

    private JsonSchema schema(String pointer) {
        SchemaValidatorsConfig strict =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return compiled.computeIfAbsent(
                pointer, place -> schemas.getSchema(SchemaLocation.of(NAME + '#' + place), strict));
    }

    private static Stream<DescribedOperation> operations(String path, JsonNode item) {
        return item.properties().stream()
                .filter(member -> member.getValue().has("responses"))
                .map(member ->
                        new DescribedOperation(member.getKey(), path, member.getValue(), item.path("parameters")));
    }
}
