/**
 * What holds for a route, as plain objects: how it is set, what a rollback makes of it, what a change or a way forward would do, and what it
 * would lose. Made with {@code new}, without database or clock.
 */
package dev.banyan.server.flag.state;
