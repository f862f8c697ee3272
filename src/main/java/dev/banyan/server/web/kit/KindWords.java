package dev.banyan.server.web.kit;

/** What differences are called on a page, seen from legacy to new. */
public final class KindWords {
    /** How SDKs mark a place at which it could not be told whether both sides are the same; what follows says why. */
    private static final String FAULT = "$!";

    private KindWords() {}

    public static String of(String path, String kind) {
        if (path.startsWith(FAULT)) {
            return "could not be compared";
        }
        return switch (kind) {
            case "missing" -> "missing in new";
            case "added" -> "only in new";
            case "type" -> "another type";
            default -> "another value";
        };
    }

    /** The place in the answer, or why there was nothing to compare. */
    public static String place(String path) {
        return path.startsWith(FAULT) ? path.substring(FAULT.length()) : path;
    }
}
