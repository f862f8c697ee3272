package dev.banyan.server.web;

/**
 * What a rollback would cost at this moment.
 *
 * @param since when the first write happened that only the new side has, or null
 */
public record SafetyView(Safety safety, Moment since) {

    /** The three answers of the rollback-safety property. */
    public enum Safety {
        SAFE,
        LOSSY,
        NEEDS_REPLAY
    }

    public static SafetyView ofSafe() {
        return new SafetyView(Safety.SAFE, null);
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
            case LOSSY -> "Some writes are only on the new side";
            case NEEDS_REPLAY -> "Legacy needs a replay";
        };
    }

    public String sentence() {
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

    private String sinceText() {
        return since == null ? "at this stage" : "since " + since.full();
    }
}
