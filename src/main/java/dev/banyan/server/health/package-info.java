/** What services measured on both sides: taken in batches from SDKs, shown as shares, errors and latencies. */
package dev.banyan.server.health;
