/** What comes in: the last minutes of a route, its past, and the past of an environment. */
package dev.banyan.server.web.traffic;
