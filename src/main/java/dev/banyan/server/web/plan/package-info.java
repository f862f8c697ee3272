/** Plans: of one route, of routes that move together, and the list of all. */
package dev.banyan.server.web.plan;
