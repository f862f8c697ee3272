package dev.banyan.server.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A body that is no JSON, or JSON of another shape: named down to the field. Class names of ours never leave the server. */
@Provider
final class JsonMapper implements ExceptionMapper<MismatchedInputException> {

    @Override
    public Response toResponse(MismatchedInputException e) {
        return ProblemMapper.render(problem(e));
    }

    static Problem problem(JsonProcessingException e) {
        Problem behind = refusalBehind(e);
        if (behind != null) {
            return behind;
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return unknownField(unknown);
        }
        if (e instanceof InvalidFormatException format && format.getTargetType().isEnum()) {
            return notAllowed(format);
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return Problem.badField(
                    path(mapping),
                    "The value of " + path(mapping) + " has the wrong type or is missing.",
                    "See the API description.");
        }
        return notJson(e);
    }

    /** A record's constructor may refuse a value by itself. */
    private static Problem refusalBehind(Throwable e) {
        return e.getCause() instanceof Problem problem ? problem : null;
    }

    private static Problem unknownField(UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds();
        String names = known == null
                ? ""
                : new TreeSet<>(known.stream().map(String::valueOf).toList())
                        .stream().limit(30).collect(Collectors.joining(", "));
        return Problem.badField(
                path(e), "The field " + path(e) + " is not known here.", "Remove it. Known fields: " + names + ".");
    }

    private static Problem notAllowed(InvalidFormatException e) {
        return Problem.badField(
                path(e), "The value of " + path(e) + " is not allowed.", "Use one of: " + WireNames.allowed(e) + ".");
    }

    private static Problem notJson(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        return Problem.badRequest(
                "The body is not the JSON that is expected here" + where + ".", "Send one JSON object.");
    }

    private static String path(JacksonException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return "";
        }
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : mapping.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
