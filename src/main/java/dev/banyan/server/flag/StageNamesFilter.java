package dev.banyan.server.flag;

import dev.banyan.evaluation.Stage;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Stages have in the description the names that they have on the wire; their class, which the SDK shares, knows nothing of JSON. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class StageNamesFilter implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Schema stages = document.getComponents().getSchemas().get(Stage.class.getSimpleName());
        stages.setEnumeration(
                Arrays.stream(Stage.values()).<Object>map(Stage::key).toList());
    }
}
