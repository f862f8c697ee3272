/** How this replica hears of what the others have changed. */
package dev.banyan.server.delivery.replica;
