package dev.banyan.server.problem;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A problem as it leaves the server. The id stands in the log line of a 500 too; it says nothing about the inside. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemView(
        String type, String title, int status, String detail, String field, String remedy, Object current, String id) {

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
