package dev.banyan.sdk;

/** How a measured call ended. */
public enum Outcome {
    /** With a result. */
    SUCCESS,
    /** Without one: an exception, a refusal, a time-out. What counts as an error is the caller's to say. */
    ERROR
}
