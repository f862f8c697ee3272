package dev.banyan.server.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** A pattern of ours describes a whole text; in JSON Schema one describes any part of it, unless it says otherwise. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class WholeTextFilter implements OASFilter {

    /** What "not blank" has become. */
    private static final String SOMETHING = "\\S";

    @Override
    public Schema filterSchema(Schema schema) {
        String pattern = schema.getPattern();
        if (pattern != null && !pattern.equals(SOMETHING) && !pattern.startsWith("^")) {
            schema.setPattern("^(?:" + pattern + ")$");
        }
        return schema;
    }
}
