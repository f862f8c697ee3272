package dev.banyan.server.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Whatever nobody foresaw: the log gets everything, the caller an id and nothing about the inside. */
@Provider
final class UnexpectedMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class);

    @Override
    public Response toResponse(Throwable thrown) {
        Problem refusal = refusalBehind(thrown);
        if (refusal != null) {
            return ProblemMapper.render(refusal);
        }
        Optional<Problem> gone = DatabaseGone.orBusyBehind(thrown);
        if (gone.isPresent()) {
            // That the database is away is said once, by others.
            LOG.debugf("Refused a request: %s", thrown.getMessage());
            return ProblemMapper.render(gone.get());
        }
        String id = ProblemMapper.newId();
        LOG.errorf(thrown, "Unexpected fault %s", id);
        return ProblemMapper.render(unexpected(), id);
    }

    /** A problem thrown while a transaction commits arrives wrapped. */
    private static Problem refusalBehind(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            if (cause instanceof Problem problem) {
                return problem;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static Problem unexpected() {
        return Problem.of(500, "unexpected", "Something went wrong on our side")
                .detail("The request was not carried out.")
                .remedy("Try again; if it happens again, give the id to whoever runs this server.")
                .build();
    }
}
