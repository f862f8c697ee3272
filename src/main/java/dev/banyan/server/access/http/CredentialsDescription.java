package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.Surface;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;

/** The description says of every operation which credential it takes: the path decides, as it does when a request comes. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class CredentialsDescription implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().values().stream()
                        .filter(operation -> !isOpen(operation))
                        .forEach(operation -> operation.setSecurity(credentials(path))));
    }

    private static boolean isOpen(Operation operation) {
        return operation.getSecurity() != null
                && operation.getSecurity().stream()
                        .anyMatch(way -> way.getSchemes().isEmpty());
    }

    /** Names of those that the document's static part declares. */
    private static List<SecurityRequirement> credentials(String path) {
        if (path.startsWith("/ofrep/")) {
            return anyOf("sdkKey", "sdkKeyHeader");
        }
        return anyOf(Surface.of(path) == Surface.SDK ? "sdkKey" : "token");
    }

    private static List<SecurityRequirement> anyOf(String... schemes) {
        return Arrays.stream(schemes)
                .map(scheme -> OASFactory.createSecurityRequirement().addScheme(scheme))
                .toList();
    }
}
