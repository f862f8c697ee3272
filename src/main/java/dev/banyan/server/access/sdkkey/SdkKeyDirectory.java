package dev.banyan.server.access.sdkkey;

import dev.banyan.server.access.kit.Secrets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All live SDK keys in memory, by hash: no request of an SDK waits for the database, and all go on when it is gone. Bounded by the
 * number of keys that exist; a wrong key leaves no trace in it. Safe for use by many threads.
 */
public final class SdkKeyDirectory {

    record Entry(SdkKeyScope scope, Instant expiresAt) {

        boolean isLive(Instant now) {
            return expiresAt == null || now.isBefore(expiresAt);
        }
    }

    record Saved(Map<String, Entry> byHash) {}

    private record Snapshot(long version, Map<String, Entry> byHash, Map<SdkKeyScope, Entry> byScope) {

        static Snapshot of(long version, Map<String, Entry> byHash) {
            return new Snapshot(
                    version,
                    byHash,
                    byHash.values().stream().collect(Collectors.toUnmodifiableMap(Entry::scope, Function.identity())));
        }
    }

    private static final long NOTHING_READ = Long.MIN_VALUE;

    private final Set<Long> used = ConcurrentHashMap.newKeySet();
    private volatile Snapshot snapshot = Snapshot.of(NOTHING_READ, Map.of());

    /** A restored database may bring a lower version: other is different, not only higher. */
    boolean differsFrom(long version) {
        return snapshot.version != version;
    }

    void replace(long version, List<SdkKeyEntity> rows) {
        snapshot = Snapshot.of(
                version,
                rows.stream()
                        .collect(Collectors.toUnmodifiableMap(
                                row -> row.keyHash,
                                row -> new Entry(new SdkKeyScope(row.environmentId, row.id), row.expiresAt))));
    }

    /** For a disk: hashes, and what they open. */
    Saved saved() {
        return new Saved(snapshot.byHash);
    }

    /** Holds until the database can be asked, whatever version that has. */
    void restore(Saved saved) {
        snapshot = Snapshot.of(NOTHING_READ, Map.copyOf(saved.byHash));
    }

    /** Of a key that has its form but is not known: it may have been made while we could not look. */
    boolean mightBeLive(String bearer) {
        return SdkKeyText.wellFormed(bearer) && !snapshot.byHash.containsKey(Secrets.sha256(bearer));
    }

    Optional<SdkKeyScope> find(String bearer, Instant now) {
        if (!SdkKeyText.wellFormed(bearer)) {
            return Optional.empty();
        }
        Entry entry = snapshot.byHash.get(Secrets.sha256(bearer));
        if (entry == null || !entry.isLive(now)) {
            return Optional.empty();
        }
        used.add(entry.scope.keyId());
        return Optional.of(entry.scope);
    }

    /** Whether a key that was accepted when a stream began would still be. */
    boolean stillLive(SdkKeyScope scope, Instant now) {
        Entry entry = snapshot.byScope.get(scope);
        return entry != null && entry.isLive(now);
    }

    /** The keys that were used since the last call. */
    Set<Long> takeUsed() {
        Set<Long> taken = new HashSet<>(used);
        used.removeAll(taken);
        return taken;
    }

    /** They could not be written down, and are to be taken again. */
    void usedStill(Set<Long> taken) {
        used.addAll(taken);
    }
}
