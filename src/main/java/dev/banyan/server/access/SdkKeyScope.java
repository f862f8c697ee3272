package dev.banyan.server.access;

/** What an SDK key opens: one environment. */
public record SdkKeyScope(long environmentId, long keyId) {}
