package dev.banyan.sdk.internal.compare;

import dev.banyan.sdk.internal.kit.JsonText;

/** One place at which two results differ, seen from legacy to new. Not thread-safe; made and counted by one thread. */
public final class Difference {
    /** In the legacy result only. */
    public static final String MISSING = "missing";
    /** In the new result only. */
    public static final String ADDED = "added";
    /** Of another type. */
    public static final String TYPE = "type";
    /** Of another value. */
    public static final String CHANGED = "changed";

    private static final int MOST_CHARACTERS = 200;
    private static final String FAULT = "$!";

    private final String path;
    private final String kind;
    private final Object legacy;
    private final Object fresh;
    private String legacyText;
    private String freshText;
    private boolean shown;

    private Difference(String path, String kind, Object legacy, Object fresh) {
        this.path = bounded(path);
        this.kind = kind;
        this.legacy = legacy;
        this.fresh = fresh;
    }

    /** The difference between two values of which one at most is null. */
    public static Difference of(String path, Object legacy, Object fresh) {
        return new Difference(path, legacy == null ? ADDED : fresh == null ? MISSING : CHANGED, legacy, fresh);
    }

    static Difference ofType(String path, Object legacy, Object fresh) {
        return new Difference(path, TYPE, legacy, fresh);
    }

    /** Comparing itself has thrown: a difference of its own, which is never learned as noise. */
    public static Difference fault(Throwable thrown) {
        return fault(thrown.getClass().getSimpleName());
    }

    /** Whether both are the same cannot be told; likewise. */
    public static Difference fault(String why) {
        return new Difference(FAULT + why, CHANGED, null, null);
    }

    public boolean isFault() {
        return path.startsWith(FAULT);
    }

    public String path() {
        return path;
    }

    String kind() {
        return kind;
    }

    public Object legacy() {
        return legacy;
    }

    public Object fresh() {
        return fresh;
    }

    /** Allows these texts of the two values to leave the process, cut to a bounded length. */
    public void show(String newLegacyText, String newFreshText) {
        legacyText = newLegacyText == null ? null : bounded(newLegacyText);
        freshText = newFreshText == null ? null : bounded(newFreshText);
        shown = true;
    }

    /** The fields {@code path} and {@code kind}. */
    JsonText place(JsonText json) {
        return json.raw("\"path\":").string(path).raw(",\"kind\":").string(kind);
    }

    /** The fields {@code legacy} and {@code new}, or that they are withheld. */
    JsonText values(JsonText json) {
        text(json.raw("\"legacy\":"), legacyText);
        text(json.raw(",\"new\":"), freshText);
        return shown ? json : json.raw(",\"redacted\":true");
    }

    private static void text(JsonText json, String text) {
        if (text == null) {
            json.raw("null");
        } else {
            json.string(text);
        }
    }

    private static String bounded(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS - 1) + '…';
    }
}
