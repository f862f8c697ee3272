package dev.banyan.evaluation;

/** The implementation whose result a caller gets: the one being left or the one being moved to. */
public enum Side {
    /** The implementation being left. */
    LEGACY,
    /** The implementation being moved to. */
    NEW;

    /** The name used on the wire and in configuration: {@code legacy} or {@code new}. */
    public String key() {
        return this == LEGACY ? "legacy" : "new";
    }
}
