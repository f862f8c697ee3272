/** The newest ruleset of each environment, in memory and on disk, with the emergencies in force. */
package dev.banyan.server.delivery.ruleset;
