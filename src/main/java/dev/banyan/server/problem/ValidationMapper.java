package dev.banyan.server.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

@Provider
final class ValidationMapper implements ExceptionMapper<ConstraintViolationException> {

    private final UnexpectedMapper unexpected = new UnexpectedMapper();

    @Override
    public Response toResponse(ConstraintViolationException e) {
        boolean ourOwnFault = e.getConstraintViolations().stream().anyMatch(ValidationMapper::concernsReturnValue);
        if (ourOwnFault || e.getConstraintViolations().isEmpty()) {
            return unexpected.toResponse(e);
        }
        return ProblemMapper.render(problem(e));
    }

    /** The first field in the order of names, so that the same request gets the same answer. */
    private static Problem problem(ConstraintViolationException e) {
        ConstraintViolation<?> first = e.getConstraintViolations().stream()
                .min(Comparator.comparing((ConstraintViolation<?> v) -> field(v))
                        .thenComparing(ConstraintViolation::getMessage))
                .orElseThrow();
        int others = e.getConstraintViolations().size() - 1;
        String more = others == 0 ? "" : " " + others + " more of this request cannot be accepted either.";
        return Problem.badField(
                field(first),
                field(first) + " " + first.getMessage() + "." + more,
                "Correct the field and send it again.");
    }

    private static boolean concernsReturnValue(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** The caller knows JSON fields and query parameters, not our methods and their parameters. */
    private static String field(ConstraintViolation<?> violation) {
        List<String> names = new ArrayList<>();
        String parameter = "";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.PARAMETER) {
                parameter = node.getName();
            } else if (node.getKind() == ElementKind.PROPERTY) {
                names.add(node.getIndex() == null ? node.getName() : "[" + node.getIndex() + "]." + node.getName());
            }
        }
        return names.isEmpty() ? parameter : String.join(".", names).replace(".[", "[");
    }
}
