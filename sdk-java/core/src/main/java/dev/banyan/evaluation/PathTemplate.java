package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The path of a route, cut into segments: {@code /orders/{id}/report.csv}, {@code /reports/{id}.csv}. A segment is a text, a variable, or a
 * variable with a suffix. Texts may be percent-encoded or not, which is the same. Whatever else is written, such as {@code **} or
 * {@code {id:[0-9]+}}, would never match a request and is refused.
 *
 * <p>Immutable. Two templates are equal when they match the same paths, whatever their variables are called.
 */
public final class PathTemplate {
    /** So deep goes whoever looks for a route. */
    public static final int MOST_SEGMENTS = 64;

    private final List<Segment> segments;

    private PathTemplate(List<Segment> segments) {
        this.segments = Collections.unmodifiableList(segments);
    }

    /**
     * Reads a template that somebody has just written.
     *
     * @throws IllegalArgumentException when it could never match what it seems to; the message says why, and what to write instead
     */
    public static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw refuse("does not begin with '/'", "write it from the root on, such as /orders/{id}");
        }
        PathTemplate template = read(text);
        for (Segment segment : template.segments) {
            segment.requireName();
        }
        return template;
    }

    /**
     * Reads a template as rulesets hold it: former servers took anything for the name of a variable.
     *
     * @throws IllegalArgumentException when it never matches
     */
    public static PathTemplate read(String text) {
        List<Segment> segments = new ArrayList<>();
        for (String segment : text.split("/")) {
            if (!segment.isEmpty()) {
                segments.add(Segment.read(segment));
            }
        }
        if (segments.size() > MOST_SEGMENTS) {
            throw refuse("has more than " + MOST_SEGMENTS + " segments", "shorten it");
        }
        return new PathTemplate(segments);
    }

    /** In the order of the path; none for the root. */
    public List<Segment> segments() {
        return segments;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate && segments.equals(((PathTemplate) other).segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    static IllegalArgumentException refuse(String problem, String remedy) {
        return new IllegalArgumentException("The path " + problem + ": " + remedy + ".");
    }

    /** What stands between two slashes. */
    public static final class Segment {
        private static final String NOT_IN_PATHS = "?#;";

        private final String name;
        private final String text;

        /** @param name of the variable; null for a text */
        private Segment(String name, String text) {
            this.name = name;
            this.text = text;
        }

        private static Segment read(String segment) {
            int open = segment.indexOf('{');
            int close = segment.indexOf('}');
            if (open < 0 && close < 0) {
                return new Segment(null, literal(segment, segment));
            }
            boolean pair =
                    open >= 0 && close > open && segment.lastIndexOf('{') == open && segment.lastIndexOf('}') == close;
            if (!pair) {
                throw refuse(
                        "has braces in '" + segment + "' that do not belong together",
                        "write one {variable} in a segment, without a pattern, and %7B and %7D for braces that are meant");
            }
            if (open > 0) {
                throw refuse(
                        "has a text before the variable of '" + segment + "'",
                        "let the variable take the whole segment, or write the text behind it, such as {id}.csv");
            }
            return new Segment(segment.substring(1, close), literal(segment.substring(close + 1), segment));
        }

        private void requireName() {
            if (name == null) {
                return;
            }
            boolean named = !name.isEmpty() && !name.endsWith(".");
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                named &= Character.isLetterOrDigit(c) || c == '_' || i > 0 && (c == '-' || c == '.');
            }
            if (!named) {
                throw refuse(
                        "has no mere name in the braces of '{" + name + "}" + text + "'",
                        "write {id}: patterns, wildcards and optional variables are not supported, and a variable takes"
                                + " exactly one segment");
            }
        }

        /** Decoded. */
        private static String literal(String encoded, String segment) {
            if (encoded.indexOf('*') >= 0) {
                throw refuse(
                        "has a wildcard in '" + segment + "'",
                        "write {name} for one segment; what goes over several takes a route for each depth");
            }
            for (int i = 0; i < NOT_IN_PATHS.length(); i++) {
                if (encoded.indexOf(NOT_IN_PATHS.charAt(i)) >= 0) {
                    throw refuse(
                            "has a '" + NOT_IN_PATHS.charAt(i) + "' in '" + segment + "'",
                            "leave out query, fragment and parameters, which do not count");
                }
            }
            if (segment.equals(".") || segment.equals("..")) {
                throw refuse("has the segment '" + segment + "'", "write the path that it leads to");
            }
            return encoded.indexOf('%') < 0 ? encoded : decoded(encoded, segment);
        }

        private static String decoded(String encoded, String segment) {
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < encoded.length(); ) {
                long next = PathText.next(encoded, at, encoded.length());
                if (encoded.charAt(at) == '%' && PathText.position(next) == at + 1) {
                    throw refuse(
                            "has a percent sign in '" + segment + "' that begins no character",
                            "write the character itself, or its UTF-8 bytes such as %C3%B6; %25 for the sign");
                }
                text.appendCodePoint(PathText.character(next));
                at = PathText.position(next);
            }
            return text.toString();
        }

        /** Whether it begins with a variable, which takes one character at least; {@link #text} is the suffix then. */
        public boolean isVariable() {
            return name != null;
        }

        /** Decoded; empty for a variable without suffix. */
        public String text() {
            return text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Segment
                    && isVariable() == ((Segment) other).isVariable()
                    && text.equals(((Segment) other).text);
        }

        @Override
        public int hashCode() {
            return 31 * text.hashCode() + (isVariable() ? 1 : 0);
        }
    }
}
