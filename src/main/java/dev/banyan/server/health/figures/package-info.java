/** What was measured, as values that can be added up, and how finely and how long they are kept. */
package dev.banyan.server.health.figures;
