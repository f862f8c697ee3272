/**
 * Environments and the one way to change them: {@link dev.banyan.server.environment.EnvironmentChanges}. Knows what SDKs get to
 * see as opaque, named pieces of JSON; what a route or a flag is, higher slices know.
 */
package dev.banyan.server.environment;
