package dev.banyan.server.ofrep;

import java.time.Duration;
import java.util.Optional;

/** A request that gets no evaluation: the status, and the words for the body. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final ErrorCode code;
    private final transient Duration retryAfter;

    private Refusal(int status, ErrorCode code, String details, Duration retryAfter) {
        // No stack trace: a refusal is an answer, and must not be dearer than one.
        super(details, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static Refusal unreadable(String details) {
        return new Refusal(400, ErrorCode.PARSE_ERROR, details, null);
    }

    static Refusal invalidContext(String details) {
        return new Refusal(400, ErrorCode.INVALID_CONTEXT, details, null);
    }

    static Refusal unknownFlag(String key) {
        return new Refusal(404, ErrorCode.FLAG_NOT_FOUND, "This environment has no flag '" + key + "'.", null);
    }

    static Refusal tooMany(Duration retryAfter) {
        return new Refusal(429, ErrorCode.GENERAL, "This SDK key asks more often than it may.", retryAfter);
    }

    static Refusal notLoaded() {
        return new Refusal(503, ErrorCode.GENERAL, "The environment is being loaded.", Duration.ofSeconds(1));
    }

    static Refusal full() {
        return new Refusal(
                503, ErrorCode.GENERAL, "This replica carries as many streams as it may.", Duration.ofSeconds(5));
    }

    int status() {
        return status;
    }

    Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    FlagAnswer.Failed body(String key) {
        return new FlagAnswer.Failed(key, code, getMessage());
    }
}
