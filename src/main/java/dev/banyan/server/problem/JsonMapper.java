package dev.banyan.server.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Collection;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A body that is no JSON, or JSON of another shape: named down to the field. Class names of ours never leave the server. */
@Provider
final class JsonMapper implements ExceptionMapper<MismatchedInputException> {

    private static final int MAX_DEPTH = 16;

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
        if (causes(e).anyMatch(StreamConstraintsException.class::isInstance)) {
            return tooMuch();
        }
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty() && !brokenWithin(e)) {
            return Problem.badField(
                    path(mapping),
                    "The value of " + path(mapping) + " has the wrong type or is missing.",
                    "Send " + JsonWords.of(targetOf(mapping)) + ".");
        }
        return notJson(e);
    }

    /** A record's constructor may refuse a value by itself, and so may the parser. */
    private static Problem refusalBehind(Throwable e) {
        return causes(e)
                .filter(Problem.class::isInstance)
                .map(Problem.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static Stream<Throwable> causes(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).limit(MAX_DEPTH);
    }

    /** Within an object, what is no JSON at all comes as a mistake of the field before it. */
    private static boolean brokenWithin(JsonProcessingException e) {
        return causes(e).anyMatch(cause -> cause instanceof JsonParseException);
    }

    private static Class<?> targetOf(JsonMappingException e) {
        if (e instanceof MismatchedInputException mismatched) {
            return mismatched.getTargetType();
        }
        return e.getCause() instanceof InputCoercionException coerced ? coerced.getTargetType() : null;
    }

    static Problem tooMuch() {
        return Problem.badRequest(
                "The body is nested deeper, or holds longer names, than anything here needs.",
                "Send one JSON object, in the form that the API description shows.");
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
