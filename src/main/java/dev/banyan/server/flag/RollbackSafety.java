package dev.banyan.server.flag;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.banyan.evaluation.Stage;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * What a rollback would cost right now.
 *
 * @param since since when writes exist only in the new side; null when safe
 */
public record RollbackSafety(Level level, Instant since, String sentence) {

    public enum Level {
        /** Legacy has received every write. */
        SAFE,
        /** Some writes exist only in the new side. */
        LOSSY,
        /** Legacy receives no writes at all any more. */
        NEEDS_REPLAY;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static RollbackSafety of(FlagState flag, boolean readOnly) {
        if (readOnly) {
            return new RollbackSafety(Level.SAFE, null, "Safe to roll back: this route only reads.");
        }
        if (flag.newOnlySince() == null) {
            return new RollbackSafety(Level.SAFE, null, "Safe to roll back: legacy has received every write.");
        }
        if (flag.stagesInUse().equals(Set.of(Stage.COMPLETE))) {
            return new RollbackSafety(
                    Level.NEEDS_REPLAY,
                    flag.newOnlySince(),
                    "Not possible without replay: legacy receives no writes any more.");
        }
        return new RollbackSafety(
                Level.LOSSY, flag.newOnlySince(), "Lossy: some writes exist only in the new side and need replaying.");
    }
}
