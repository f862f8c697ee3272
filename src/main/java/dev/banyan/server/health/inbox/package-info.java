/** Takes what SDKs send, each batch once, and no more than can be true. */
package dev.banyan.server.health.inbox;
