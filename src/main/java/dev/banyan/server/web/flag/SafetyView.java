package dev.banyan.server.web.flag;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.kit.Moment;

/**
 * What a rollback would cost at this moment.
 *
 * @param since when the first write happened that was meant for the new side alone, or null
 * @param missing second writes that failed on legacy and are still missing there
 * @param missingSince when the first of them failed, or null
 */
public record SafetyView(Safety safety, Moment since, long missing, Moment missingSince) {

    /** The three answers of the rollback-safety property. */
    public enum Safety {
        SAFE,
        LOSSY,
        NEEDS_REPLAY
    }

    public static SafetyView ofSafe() {
        return new SafetyView(Safety.SAFE, null);
    }

    public SafetyView(Safety safety, Moment since) {
        this(safety, since, 0, null);
    }

    public boolean safe() {
        return safety == Safety.SAFE;
    }

    public String css() {
        return switch (safety) {
            case SAFE -> "safe";
            case LOSSY -> "lossy";
            case NEEDS_REPLAY -> "replay";
        };
    }

    public String icon() {
        return safety == Safety.SAFE ? "shield" : "alert";
    }

    public String word() {
        return switch (safety) {
            case SAFE -> "Safe";
            case LOSSY -> "Loses writes";
            case NEEDS_REPLAY -> "Needs a replay";
        };
    }

    public String title() {
        return switch (safety) {
            case SAFE -> "Rolling back is safe";
            case LOSSY ->
                byFailuresOnly()
                        ? "Legacy lacks " + Figures.count(missing, "write", "writes")
                        : "Some writes are only on the new side";
            case NEEDS_REPLAY -> "Legacy needs a replay";
        };
    }

    public String sentence() {
        return byFailuresOnly() ? failures() : byStage() + (missing > 0 ? " " + failures() : "");
    }

    private boolean byFailuresOnly() {
        return safety == Safety.LOSSY && since == null && missing > 0;
    }

    private String byStage() {
        return switch (safety) {
            case SAFE -> "Legacy has received every write, so it can take over at any moment.";
            case LOSSY ->
                "Legacy has not seen the writes made " + sinceText()
                        + ". A rollback hides them. Roll back anyway if users are hurt.";
            case NEEDS_REPLAY ->
                "Legacy has not seen the writes made " + sinceText()
                        + " and cannot work without them. Replay them to legacy when you roll back.";
        };
    }

    private String failures() {
        return Figures.count(missing, "second write", "second writes") + " failed on legacy"
                + (missingSince == null ? "" : ", the first of them on " + missingSince.full())
                + ". Where legacy answers, callers do not find "
                + (missing == 1 ? "it" : "them") + " until the service that keeps "
                + (missing == 1 ? "it" : "them") + " has reconciled.";
    }

    private String sinceText() {
        return since == null ? "at this stage" : "since " + since.full();
    }
}
