package dev.banyan.server.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Describes, for every operation at once, the form in which it refuses: it is the same everywhere. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemAnswersFilter implements OASFilter {

    private static final String NAME = "Problem";
    private static final List<String> TEXTS = List.of("type", "title", "detail", "field", "remedy", "id");

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() != null && operation.getResponses().getDefaultValue() == null) {
            operation.getResponses().setDefaultValue(refusal());
        }
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(NAME, schema());
    }

    private static APIResponse refusal() {
        return OASFactory.createAPIResponse()
                .description("Refused, with what is wrong and what to do instead (RFC 9457)")
                .content(OASFactory.createContent()
                        .addMediaType(
                                ProblemView.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + NAME))));
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
