/** What came of comparing both sides of a route: added up, kept and read. */
package dev.banyan.server.health.comparison;
