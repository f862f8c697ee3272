/** What a replica keeps on its own disk, so that it can start and serve while the database is away. Knows no other slice. */
package dev.banyan.server.cache;
