package dev.banyan.server.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.validation.constraints.NotNull;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.resteasy.reactive.ResponseStatus;

/**
 * What our methods say and the description does not take from them: which status a success has, and that a body which may be left out is not
 * required.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ResourceMethodsFilter implements OASFilter {

    private static final DotName STATUS = DotName.createSimple(ResponseStatus.class);
    private static final DotName NOT_NULL = DotName.createSimple(NotNull.class);
    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");

    private final Map<String, MethodInfo> methods = new HashMap<>();

    public ResourceMethodsFilter(IndexView classes) {
        classes.getAnnotations(PATH).stream()
                .filter(path -> path.target().kind() == org.jboss.jandex.AnnotationTarget.Kind.CLASS)
                .map(path -> path.target().asClass())
                .flatMap(type -> type.methods().stream())
                .forEach(method -> methods.put(method.declaringClass().simpleName() + '_' + method.name(), method));
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(this::describe);
    }

    private void describe(Operation operation) {
        MethodInfo method = methods.get(operation.getOperationId());
        if (method == null) {
            return;
        }
        AnnotationInstance status = method.annotation(STATUS);
        if (status != null) {
            rename(operation.getResponses(), status.value().asString());
        }
        if (operation.getRequestBody() != null && bodies(method).noneMatch(body -> body.hasAnnotation(NOT_NULL))) {
            operation.getRequestBody().setRequired(false);
        }
    }

    private static void rename(APIResponses answers, String status) {
        Stream.of("200", "201", "204")
                .filter(other -> !other.equals(status) && answers.hasAPIResponse(other))
                .findFirst()
                .ifPresent(other -> {
                    APIResponse answer = answers.getAPIResponse(other);
                    answers.removeAPIResponse(other);
                    answers.addAPIResponse(status, answer);
                });
    }

    /** Parameters that come from the body have no annotation that says where else they come from. */
    private static Stream<MethodParameterInfo> bodies(MethodInfo method) {
        return method.parameters().stream()
                .filter(parameter -> parameter.annotations().stream()
                        .noneMatch(annotation -> annotation.name().toString().startsWith("jakarta.ws.rs.")));
    }
}
