/** People, what they may in which project, their sessions, and what is remembered of them while the database is away. */
package dev.banyan.server.access.people;
