package dev.banyan.server.flag.state;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a rollback would cost right now.
 *
 * @param since since when somebody is written to new alone; null when nobody is
 * @param missing second writes that legacy is known to lack, because they failed there
 * @param missingSince since when the oldest of them is missing; null when there is none, or nobody can say
 */
public record RollbackSafety(
        Level level,
        @Schema(nullable = true) Instant since,
        long missing,
        @Schema(nullable = true) Instant missingSince,
        String sentence) {

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

    static RollbackSafety of(FlagState flag, boolean readOnly, Missing onLegacy) {
        if (readOnly) {
            return of(Level.SAFE, null, Missing.NONE, "Safe to roll back: this route only reads.");
        }
        if (flag.newOnlySince() == null) {
            return onLegacy.none()
                    ? of(Level.SAFE, null, onLegacy, "Safe to roll back: legacy has received every write.")
                    : of(Level.LOSSY, null, onLegacy, "Lossy: " + words(onLegacy));
        }
        boolean moved = flag.stagesInUse().equals(Set.of(Stage.COMPLETE));
        String sentence = moved
                ? "Not possible without replay: legacy receives no writes any more."
                : "Lossy: some writes exist only in the new side and need replaying.";
        return of(
                moved ? Level.NEEDS_REPLAY : Level.LOSSY,
                flag.newOnlySince(),
                onLegacy,
                onLegacy.none() ? sentence : sentence + " Besides, " + words(onLegacy));
    }

    private static RollbackSafety of(Level level, Instant since, Missing onLegacy, String sentence) {
        return new RollbackSafety(level, since, onLegacy.count(), onLegacy.oldest(), sentence);
    }

    private static String words(Missing onLegacy) {
        String since = onLegacy.oldest() == null
                ? ""
                : ", the oldest since " + onLegacy.oldest().truncatedTo(ChronoUnit.SECONDS);
        return onLegacy.on(Side.LEGACY) + since + ". To make up for them, " + onLegacy.remedy(Side.LEGACY) + ".";
    }
}
