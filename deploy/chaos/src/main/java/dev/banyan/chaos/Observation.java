package dev.banyan.chaos;

/** For one key, one revision gave the stage of that name. Of the JDK's types only, since more than one release of the SDK makes them. */
public record Observation(long revision, int key, String stage) {}
