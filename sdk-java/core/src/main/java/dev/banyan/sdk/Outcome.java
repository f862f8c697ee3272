package dev.banyan.sdk;

/** How a measured call ended. */
public enum Outcome {
    SUCCESS,
    ERROR
}
