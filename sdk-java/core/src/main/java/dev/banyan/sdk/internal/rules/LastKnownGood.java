package dev.banyan.sdk.internal.rules;

import dev.banyan.evaluation.Emergency;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.Source;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.wire.KeptText;
import dev.banyan.wire.RulesetReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps the newest ruleset on disk and brings it back at the next start. Whatever the disk does, the client goes on. */
public final class LastKnownGood {
    private static final long PAUSE_NANOS = 60_000_000_000L;

    private final RulesetFile file;
    private final Platform platform;
    private final Faults faults;
    private final AtomicReference<RulesetFile.Saved> unsaved = new AtomicReference<>();
    private volatile long notBeforeNanos;

    public LastKnownGood(Settings settings, Faults faults) {
        Path directory = settings.cacheDirectory();
        this.file = directory == null ? null : new RulesetFile(directory, settings.url(), settings.sdkKey());
        this.platform = settings.platform();
        this.notBeforeNanos = platform.nanoTime();
        this.faults = faults;
    }

    /**
     * Puts the file's ruleset in force; false when there is none that can be used.
     *
     * @param bootstrap what routes keep that neither the file's ruleset nor its kept rules make clear; may be null
     */
    public boolean restore(RulesetStore store, Ruleset bootstrap) {
        try {
            RulesetFile.Saved saved = file == null ? null : file.load();
            if (saved == null) {
                return false;
            }
            long age = Math.max(0, platform.wallMillis() - saved.millis);
            Ruleset read = RulesetReader.readByParts(saved.ruleset);
            Ruleset ruleset = saved.carried.isEmpty() ? read : read.carrying(RulesetReader.emergencies(saved.carried));
            Map<String, String> kept = saved.kept.isEmpty() ? Collections.emptyMap() : KeptText.split(saved.kept);
            store.start(
                    KeptText.keeping(ruleset, kept).keeping(bootstrap),
                    new Origin(Source.FILE, saved.ruleset, null, kept),
                    age);
            return true;
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            faults.cache("Ignored the last-known-good file " + file.path(), e);
            return false;
        }
    }

    /** Notes a ruleset for the next {@link #save()}; only the newest is kept. */
    public void note(Snapshot snapshot) {
        if (snapshot.text() != null) {
            String carried = json(snapshot.ruleset().carried());
            String kept = KeptText.join(snapshot.kept());
            unsaved.set(new RulesetFile.Saved(
                            platform.wallMillis(), snapshot.revision(), snapshot.epoch(), carried, snapshot.text())
                    .keeping(kept));
        }
    }

    /** In the form in which a ruleset lists them; empty when there are none. */
    private static String json(List<Emergency> emergencies) {
        JsonText json = new JsonText();
        for (Emergency emergency : emergencies) {
            json.raw(json.length() == 0 ? "[" : ",");
            json.raw("{\"id\":").string(emergency.id());
            json.raw(",\"mode\":").string(emergency.mode().key());
            if (emergency.routes() != null) {
                json.raw(",\"routes\":").strings(emergency.routes());
            }
            json.raw("}");
        }
        return emergencies.isEmpty() ? "" : json.raw("]").text();
    }

    /** Writes what was noted. After a failure it waits a while: a full disk is not to be hammered. */
    public void save() {
        if (platform.nanoTime() - notBeforeNanos >= 0) {
            saveNow();
        }
    }

    /** Writes what was noted, at the end of the client. */
    public void saveNow() {
        RulesetFile.Saved next = unsaved.getAndSet(null);
        if (next == null || file == null) {
            return;
        }
        try {
            file.save(next);
        } catch (IOException | RuntimeException e) {
            unsaved.compareAndSet(null, next);
            notBeforeNanos = platform.nanoTime() + PAUSE_NANOS;
            faults.cache("Could not write the last-known-good file " + file.path(), e);
        }
    }
}
