package dev.banyan.server.problem;

import java.time.Duration;
import java.util.Optional;

/**
 * A refusal with a name: what went wrong, where, and what to do instead. Thrown by services, shown as an RFC 9457 problem.
 * The slug is part of the API: clients branch on it, so it never changes once released.
 */
public final class Problem extends RuntimeException {

    private final int status;
    private final String slug;
    private final String title;
    private final String field;
    private final String remedy;
    private final transient Object current;
    private final Duration retryAfter;

    private Problem(Builder builder) {
        // No stack trace: a refusal is an answer, not a fault, and an attacker must not be able to make it expensive.
        super(builder.detail, builder.cause, false, false);
        this.status = builder.status;
        this.slug = builder.slug;
        this.title = builder.title;
        this.field = builder.field;
        this.remedy = builder.remedy;
        this.current = builder.current;
        this.retryAfter = builder.retryAfter;
    }

    /** 422: one field of the request cannot be accepted. */
    public static Problem badField(String field, String detail, String remedy) {
        return of(422, "bad-field", "A field cannot be accepted")
                .field(field)
                .detail(detail)
                .remedy(remedy)
                .build();
    }

    /** 400: the request cannot be understood at all. */
    public static Problem badRequest(String detail, String remedy) {
        return of(400, "bad-request", "The request cannot be understood")
                .detail(detail)
                .remedy(remedy)
                .build();
    }

    /** 401: nobody is signed in, or what was presented is not valid (any more). */
    public static Problem unauthenticated(String detail, String remedy) {
        return of(401, "unauthenticated", "Sign in first")
                .detail(detail)
                .remedy(remedy)
                .build();
    }

    /** 403: known, but not allowed to. */
    public static Problem forbidden(String detail, String remedy) {
        return of(403, "forbidden", "You may not do this")
                .detail(detail)
                .remedy(remedy)
                .build();
    }

    /** 404: it does not exist, or the caller may not know that it does. */
    public static Problem notFound(String what) {
        return of(404, "not-found", "Not found")
                .detail("There is no " + what + ", or you have no access to it.")
                .remedy("Check the spelling, or ask an administrator for access.")
                .build();
    }

    /** 409: it contradicts what is already there. The slug says how. */
    public static Problem conflict(String slug, String detail, String remedy) {
        return of(409, slug, "The change contradicts the current state")
                .detail(detail)
                .remedy(remedy)
                .build();
    }

    /** 412: somebody else was faster; {@code current} is the state to look at before trying again. */
    public static Problem preconditionFailed(Object current) {
        return of(412, "precondition-failed", "It has changed in the meantime")
                .detail("The version in If-Match is not the current one.")
                .remedy("Look at the current state in \"current\" and repeat the change with its version.")
                .current(current)
                .build();
    }

    /** 408: a body that does not come to its end. */
    public static Problem tooSlow() {
        return of(408, "too-slow", "The body comes too slowly")
                .detail("The body has not come in the time that it is waited for.")
                .remedy("Send the request again, in one go.")
                .build();
    }

    /** 413: more than is ever read. */
    public static Problem tooLarge() {
        return of(413, "too-large", "The body is too large")
                .detail("The body is larger than is taken here.")
                .remedy("Send less at a time; the API description has the limits.")
                .build();
    }

    /** 429: too many attempts. */
    public static Problem tooManyRequests(String detail, Duration retryAfter) {
        return of(429, "too-many-requests", "Too many attempts")
                .detail(detail)
                .remedy("Wait before you try again.")
                .retryAfter(retryAfter)
                .build();
    }

    /** 503: something that this needs is gone for now. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return of(503, "unavailable", "Not available at the moment")
                .detail(detail)
                .remedy("Try again later.")
                .retryAfter(retryAfter)
                .build();
    }

    /** For a problem that none of the named ones above describes. */
    public static Builder of(int status, String slug, String title) {
        return new Builder(status, slug, title);
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    public Optional<String> remedy() {
        return Optional.ofNullable(remedy);
    }

    public Optional<Object> current() {
        return Optional.ofNullable(current);
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public static final class Builder {
        private final int status;
        private final String slug;
        private final String title;
        private String detail;
        private String field;
        private String remedy;
        private Object current;
        private Duration retryAfter;
        private Throwable cause;

        private Builder(int status, String slug, String title) {
            this.status = status;
            this.slug = slug;
            this.title = title;
        }

        public Builder detail(String detail) {
            this.detail = detail;
            return this;
        }

        public Builder field(String field) {
            this.field = field;
            return this;
        }

        public Builder remedy(String remedy) {
            this.remedy = remedy;
            return this;
        }

        public Builder current(Object current) {
            this.current = current;
            return this;
        }

        public Builder retryAfter(Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        public Builder cause(Throwable cause) {
            this.cause = cause;
            return this;
        }

        public Problem build() {
            return new Problem(this);
        }
    }
}
