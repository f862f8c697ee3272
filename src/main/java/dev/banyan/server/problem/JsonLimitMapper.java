package dev.banyan.server.problem;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** The REST layer takes what goes beyond the limits of JSON for a fault of the server. It is one of the sender. */
@Provider
final class JsonLimitMapper implements ExceptionMapper<StreamConstraintsException> {

    @Override
    public Response toResponse(StreamConstraintsException e) {
        return ProblemMapper.render(JsonMapper.tooMuch());
    }
}
