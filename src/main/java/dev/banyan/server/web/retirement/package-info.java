/** What is left to do before legacy can go: the certificate of a route, and the burn-down of a project. */
package dev.banyan.server.web.retirement;
