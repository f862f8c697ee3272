package dev.banyan.server.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.soabase.recordbuilder.core.RecordBuilder;

/** A problem as it leaves the server. The id stands in the log line of a 500 too; it says nothing about the inside. */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemView(
        String type, String title, int status, String detail, String field, String remedy, Object current, String id) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static ProblemView of(Problem problem, String id) {
        return ProblemViewBuilder.builder()
                .type("urn:banyan:problem:" + problem.slug())
                .title(problem.title())
                .status(problem.status())
                .detail(problem.getMessage())
                .field(problem.field().orElse(null))
                .remedy(problem.remedy().orElse(null))
                .current(problem.current().orElse(null))
                .id(id)
                .build();
    }
}
