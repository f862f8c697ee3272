/** Under which path the outside reaches this server, behind a proxy that has others beside it. */
package dev.banyan.server.address;
