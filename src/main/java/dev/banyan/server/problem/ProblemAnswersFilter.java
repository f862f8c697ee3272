package dev.banyan.server.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes, for every operation at once, the form in which it refuses: it is the same everywhere. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemAnswersFilter implements OASFilter {

    private static final String NAME = "Problem";
    private static final List<String> TEXTS = List.of("type", "title", "detail", "field", "remedy", "id");
    private static final Map<String, String> SIGNED_IN =
            Map.of("401", "No credential, or one that is no longer good", "403", "Whoever asks may not do this");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getComponents().addSchema(NAME, schema());
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ProblemAnswersFilter::describe);
    }

    private static void describe(Operation operation) {
        APIResponses answers = operation.getResponses();
        if (!isOpen(operation)) {
            SIGNED_IN.forEach((status, words) -> add(answers, status, words));
        }
        if (operation.getRequestBody() != null) {
            add(answers, "413", "The body is too large");
        }
        if (answers.getDefaultValue() == null) {
            answers.setDefaultValue(OASFactory.createAPIResponse());
            if (operation.getRequestBody() != null) {
                add(answers, "400", "The body is not JSON, or a header cannot be read");
            }
        }
        answers.getAPIResponses().forEach(ProblemAnswersFilter::type);
        // In one order, whatever the build: the default is the last one.
        answers.setAPIResponses(new TreeMap<>(answers.getAPIResponses()));
    }

    /** Security that is declared as nothing; none declared is that of the whole document. */
    private static boolean isOpen(Operation operation) {
        return operation.getSecurity() != null
                && operation.getSecurity().stream()
                        .anyMatch(way -> way.getSchemes().isEmpty());
    }

    private static void add(APIResponses answers, String status, String words) {
        if (!answers.hasAPIResponse(status)) {
            answers.addAPIResponse(status, OASFactory.createAPIResponse().description(words));
        }
    }

    /** A refusal may come from the operation, in words of its own, or from what stands before it, which has only these. */
    private static void type(String status, APIResponse answer) {
        boolean refusal = status.equals(APIResponses.DEFAULT) || status.compareTo("400") >= 0;
        if (!refusal) {
            return;
        }
        if (answer.getDescription() == null) {
            answer.setDescription("Refused, with what is wrong and what to do instead (RFC 9457)");
        }
        Content content = answer.getContent() == null ? OASFactory.createContent() : answer.getContent();
        content.addMediaType(
                ProblemView.MEDIA_TYPE,
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/" + NAME)));
        answer.setContent(content);
    }

    private static Schema schema() {
        Schema schema = OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description(
                        "type is urn:banyan:problem:<name> and never changes; current is the state of things, with 412.");
        TEXTS.forEach(name -> schema.addProperty(name, OASFactory.createSchema().addType(SchemaType.STRING)));
        schema.addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER));
        schema.addProperty("current", OASFactory.createSchema().addType(SchemaType.OBJECT));
        return schema.required(List.of("type", "title", "status", "id"));
    }
}
