/**
 * What a client is made of. Not for applications: whatever is public here is so for the other rooms, and changes without notice.
 *
 * <p>{@link dev.banyan.sdk.internal.Client} puts the rooms together. Each may know those before it in this list, none after it:
 * {@code kit} (settings, threads, log, JSON), {@code rules} (the ruleset in force and its file), {@code connection} (stream and poll),
 * {@code compare} (what differs in two answers), {@code route} (breaker, overrides and counts of one route), {@code shadow} (the
 * threads of shadow reads), {@code ledger} (second writes that failed), {@code report} (what is sent to the control plane).
 */
package dev.banyan.sdk.internal;
