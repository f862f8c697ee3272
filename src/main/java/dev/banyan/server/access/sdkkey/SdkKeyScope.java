package dev.banyan.server.access.sdkkey;

/** What an SDK key opens: one environment. */
public record SdkKeyScope(long environmentId, long keyId) {}
