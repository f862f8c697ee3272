package dev.banyan.server.environment;

/** Fired inside the transaction that begins a new epoch: whatever names revisions of the environment names those of another life now. */
public record EpochBegan(EnvironmentScope scope) {}
