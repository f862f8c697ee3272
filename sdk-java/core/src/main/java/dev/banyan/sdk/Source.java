package dev.banyan.sdk;

/** Where the ruleset that decides came from, best first. */
public enum Source {
    /** The control plane's stream. */
    STREAM,
    /** The control plane, asked while the stream was down. */
    POLL,
    /** The last-known-good file of an earlier run. */
    FILE,
    /** The resource that was shipped inside the application. */
    BOOTSTRAP,
    /** Nowhere yet: every handle gives its declared default. */
    NONE
}
