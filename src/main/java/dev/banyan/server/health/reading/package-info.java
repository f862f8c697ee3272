/** Reads what was measured, as it is shown. */
package dev.banyan.server.health.reading;
