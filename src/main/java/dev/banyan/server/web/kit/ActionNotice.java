package dev.banyan.server.web.kit;

/**
 * The outcome of an action in one box: what happened, and what to do now.
 *
 * @param remedy what the reader can do, or null
 */
public record ActionNotice(Tone tone, String title, String text, String remedy) {

    /** How the box looks and how urgently a screen reader says it. */
    public enum Tone {
        DONE,
        REFUSED,
        WARNING;

        public String css() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        public String icon() {
            return this == DONE ? "check" : "alert";
        }
    }

    public static ActionNotice done(String title, String text) {
        return new ActionNotice(Tone.DONE, title, text, null);
    }

    public static ActionNotice refused(String title, String text, String remedy) {
        return new ActionNotice(Tone.REFUSED, title, text, remedy);
    }

    public static ActionNotice warning(String title, String text, String remedy) {
        return new ActionNotice(Tone.WARNING, title, text, remedy);
    }

    public boolean urgent() {
        return tone != Tone.DONE;
    }
}
