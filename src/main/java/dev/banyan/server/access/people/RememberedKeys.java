package dev.banyan.server.access.people;

import java.time.Instant;
import java.util.List;

/** The keys that verify API tokens while the database is away. */
public interface RememberedKeys {
    /** Those that have not retired at {@code now}, the newest first. Needs the database. */
    List<KnownPeople.Key> newest(Instant now, int most);
}
