package dev.banyan.server.delivery.instance;

/** Fired on every replica when an instance somewhere came, went, or applied a revision. */
public record InstancesChanged(long environmentId) {}
