/** Which instances are there, what they hold, and what they have acknowledged. */
package dev.banyan.server.delivery.instance;
