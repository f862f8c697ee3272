/** Adds what has come to the tables of seconds, minutes, hours and days, and tells of it in the same transaction. */
package dev.banyan.server.health.fold;
