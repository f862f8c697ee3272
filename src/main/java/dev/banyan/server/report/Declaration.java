package dev.banyan.server.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A build of a service that asks for a route.
 *
 * @param application empty when it gave no name
 * @param running how many instances of it are there now
 * @param instances how many were there within the last day
 * @param kind how many stages the code expects; null when it does not say
 * @param defaultStage where it stands while it has heard nothing of the server
 * @param sites class, method and line
 */
@RecordBuilder
public record Declaration(
        String application,
        String version,
        long running,
        long instances,
        @Schema(nullable = true) Integer kind,
        @JsonProperty("default") String defaultStage,
        List<String> sites) {

    /** As it is called in a sentence. */
    public String name() {
        return named(application, version);
    }

    public static String named(String application, String version) {
        String name = application.isEmpty() ? "an unnamed service" : application;
        return version.isEmpty() ? name : name + " " + version;
    }
}
