package dev.banyan.server.problem;

import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Whatever nobody foresaw: the log gets everything, the caller an id and nothing about the inside. */
@Provider
final class UnexpectedMapper implements ExceptionMapper<Throwable> {

    private static final Logger LOG = Logger.getLogger(UnexpectedMapper.class);
    private static final Pattern HANG_UP = Pattern.compile(
            "(?i)connection (was closed|has been closed|reset)|broken pipe|stream is closed|request aborted");
    private static final Problem HUNG_UP =
            Problem.badRequest("The request ended in the middle of its body.", "Send it again, whole.");

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
        if (hungUp(thrown)) {
            // Nobody reads the answer, and nothing is wrong with us.
            LOG.debugf("A client hung up in the middle of its request: %s", thrown);
            return ProblemMapper.render(HUNG_UP);
        }
        Optional<Problem> overtaken = Simultaneous.behind(thrown);
        if (overtaken.isPresent()) {
            LOG.infof("Refused a request: %s", thrown.getMessage());
            return ProblemMapper.render(overtaken.get());
        }
        String id = ProblemMapper.newId();
        LOG.errorf(thrown, "Unexpected fault %s", id);
        return ProblemMapper.render(unexpected(), id);
    }

    /** Told by the connection itself, in one of its ways. A fault of ours that happens while the client goes is still one. */
    private static boolean hungUp(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 8; depth++) {
            boolean broken = cause instanceof IOException
                    && HANG_UP.matcher(String.valueOf(cause.getMessage())).find();
            if (broken || cause instanceof ClosedChannelException || cause instanceof HttpClosedException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
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
                .detail("It is not certain whether the request was carried out.")
                .remedy(
                        "Look at what holds now before you try again; if it happens again, give the id to whoever runs this"
                                + " server.")
                .build();
    }
}
