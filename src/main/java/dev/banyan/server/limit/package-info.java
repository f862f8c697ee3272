/** How often somebody may do something. Knows no slice, so that each can use it. */
package dev.banyan.server.limit;
