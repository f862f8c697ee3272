package dev.banyan.server.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A problem as it leaves the server. The id stands in the log line of a 500 too; it says nothing about the inside. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Problem", description = "RFC 9457 problem: what went wrong, where, and what to do instead")
public record ProblemView(
        @Schema(description = "Stable name of the problem", examples = "urn:banyan:problem:bad-field")
        String type,

        String title,
        int status,
        String detail,

        @Schema(description = "The field that was refused, if it was one")
        String field,

        @Schema(description = "What to do instead") String remedy,
        @Schema(description = "With 412: the current state") Object current,

        @Schema(description = "Quote this when you ask for help")
        String id) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static ProblemView of(Problem problem, String id) {
        return new ProblemView(
                "urn:banyan:problem:" + problem.slug(),
                problem.title(),
                problem.status(),
                problem.getMessage(),
                problem.field().orElse(null),
                problem.remedy().orElse(null),
                problem.current().orElse(null),
                id);
    }
}
