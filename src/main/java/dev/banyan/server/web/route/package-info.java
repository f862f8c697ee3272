/** The page of a route, its forms, and what leads it forward or back. */
package dev.banyan.server.web.route;
