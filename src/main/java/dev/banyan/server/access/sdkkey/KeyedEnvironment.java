package dev.banyan.server.access.sdkkey;

/** The environment that an SDK key is for, as the catalog knows it; the keys are for the audit trail. */
public record KeyedEnvironment(long id, String projectKey, String environmentKey) {}
