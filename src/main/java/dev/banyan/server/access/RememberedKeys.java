package dev.banyan.server.access;

import java.time.Instant;
import java.util.List;

/** The keys that verify API tokens while the database is away. */
interface RememberedKeys {
    /** Those that have not retired at {@code now}, the newest first. Needs the database. */
    List<KnownPeople.Key> newest(Instant now, int most);
}
