package dev.banyan.sdk.internal;

import dev.banyan.sdk.Source;
import dev.banyan.wire.RulesetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps the newest ruleset on disk and brings it back at the next start. Whatever the disk does, the client goes on. */
final class LastKnownGood {
    private final RulesetFile file;
    private final Platform platform;
    private final Faults faults;
    private final AtomicReference<RulesetFile.Saved> unsaved = new AtomicReference<>();

    LastKnownGood(Settings settings, Faults faults) {
        Path directory = settings.cacheDirectory();
        this.file = directory == null ? null : new RulesetFile(directory, settings.url(), settings.sdkKey());
        this.platform = settings.platform();
        this.faults = faults;
    }

    /** Puts the file's ruleset in force; false when there is none that can be used. */
    boolean restore(RulesetStore store) {
        try {
            RulesetFile.Saved saved = file == null ? null : file.load();
            if (saved == null) {
                return false;
            }
            long age = Math.max(0, platform.wallMillis() - saved.millis);
            store.start(RulesetReader.read(saved.ruleset), Source.FILE, age);
            return true;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            faults.cache("Ignored the last-known-good file " + file.path(), e);
            return false;
        }
    }

    /** Notes a ruleset for the next {@link #save()}; only the newest is kept. */
    void note(Snapshot snapshot, byte[] bytes) {
        unsaved.set(new RulesetFile.Saved(platform.wallMillis(), snapshot.revision(), snapshot.epoch(), bytes));
    }

    /** Writes what was noted. A failure is not repeated until the next ruleset: a full disk is not to be hammered. */
    void save() {
        RulesetFile.Saved next = unsaved.getAndSet(null);
        if (next == null || file == null) {
            return;
        }
        try {
            file.save(next);
        } catch (IOException | RuntimeException e) {
            faults.cache("Could not write the last-known-good file " + file.path(), e);
        }
    }
}
