/** Keeps the way in open: whoever holds connections and says nothing must not keep a rollback out. */
package dev.banyan.server.connection;
