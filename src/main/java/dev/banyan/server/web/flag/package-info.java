/**
 * A route as it is set: its stages, cohorts, the way back, and the words for a step. Shown on many pages, so it has no page of its own.
 */
package dev.banyan.server.web.flag;
