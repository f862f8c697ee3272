package dev.banyan.wire;

/** Bytes that are no ruleset: where the problem is, and what it is. The ruleset in use before stays in use. */
public final class RulesetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String path;
    private final String reason;

    /**
     * A refusal.
     *
     * @param path where, as a JSON path such as {@code $.routes[3].cohorts[0].name}
     * @param reason what is wrong there, and what would be right where that is not plain
     */
    public RulesetException(String path, String reason) {
        super(path + ": " + reason);
        this.path = path;
        this.reason = reason;
    }

    /** Where the problem is, as a JSON path; {@code $} is the whole document. */
    public String path() {
        return path;
    }

    /** What is wrong there. */
    public String reason() {
        return reason;
    }
}
