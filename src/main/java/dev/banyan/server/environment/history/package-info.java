/** What was changed in environments, and how things stood then. */
package dev.banyan.server.environment.history;
