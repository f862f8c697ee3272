/** Named groups of callers that cohorts of all routes may ask for. */
package dev.banyan.server.flag.segment;
