/** Responses that stay open, each on its own event loop, and who may have one. */
package dev.banyan.server.delivery.stream;
