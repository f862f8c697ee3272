package dev.banyan.server.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Times without a zone: no format of JSON Schema has them, and the one that is named after them wants a zone. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class LocalTimesFilter implements OASFilter {

    private static final String DAY = "\\d{4}-\\d{2}-\\d{2}";
    private static final String TIME = "\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        describe(schemas, "LocalDateTime", DAY + "T" + TIME, "2026-12-24T18:00");
        describe(schemas, "LocalTime", TIME, "17:30");
    }

    private static void describe(Map<String, Schema> schemas, String name, String pattern, String example) {
        Optional.ofNullable(schemas.get(name))
                .ifPresent(schema -> schema.format(null)
                        .pattern("^" + pattern + "$")
                        .examples(List.of(example))
                        .externalDocs(null)
                        .description("Without a zone"));
    }
}
