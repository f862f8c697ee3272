package dev.banyan.server.web;

/** What kinds of differences are called on a page, seen from legacy to new. */
final class KindWords {
    private KindWords() {}

    static String of(String kind) {
        return switch (kind) {
            case "missing" -> "missing in new";
            case "added" -> "only in new";
            case "type" -> "another type";
            default -> "another value";
        };
    }
}
