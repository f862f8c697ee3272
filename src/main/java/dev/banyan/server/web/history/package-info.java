/** What was done: the history of a route, and the audit trail. */
package dev.banyan.server.web.history;
