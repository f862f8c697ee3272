package dev.banyan.sdk.internal.rules;

import dev.banyan.evaluation.PathText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;

/** A position in the tree of path templates: what may follow, and who answers when the path ends here. Immutable. */
final class PathNode {
    private final String[] literals;
    private final PathNode[] children;
    private final String[] suffixes;
    private final PathNode[] variables;
    private final String[] methods;
    private final String[] keys;
    private final String keyOfAnyMethod;

    /** @param variable nodes by suffix, "" for a variable that takes the whole segment */
    PathNode(
            Map<String, PathNode> literal,
            Map<String, PathNode> variable,
            Map<String, String> keyByMethod,
            String keyOfAnyMethod) {
        // Open addressing, at most half full, so that a probe for a missing literal ends soon and always.
        int capacity = Integer.highestOneBit(literal.size() * 4 + 1);
        this.literals = new String[capacity];
        this.children = new PathNode[capacity];
        literal.forEach(this::put);
        this.suffixes = variable.keySet().toArray(new String[0]);
        Arrays.sort(suffixes, Comparator.comparing(String::length).reversed());
        this.variables = new PathNode[suffixes.length];
        Arrays.setAll(variables, i -> variable.get(suffixes[i]));
        this.methods = keyByMethod.keySet().toArray(new String[0]);
        this.keys = keyByMethod.values().toArray(new String[0]);
        this.keyOfAnyMethod = keyOfAnyMethod;
    }

    private void put(String segment, PathNode child) {
        int hash = 0;
        for (int at = 0; at < segment.length(); at += Character.charCount(segment.codePointAt(at))) {
            hash = 31 * hash + segment.codePointAt(at);
        }
        int slot = slot(hash);
        while (literals[slot] != null) {
            slot = slot + 1 & literals.length - 1;
        }
        literals[slot] = segment;
        children[slot] = child;
    }

    /** The key of the route for the rest of the path, from {@code from} to {@code end}, or null. As deep as the tree, at most. */
    String find(String method, String path, int from, int end) {
        int start = segmentStart(path, from, end);
        if (start == end) {
            return answer(method);
        }
        int textEnd = start;
        int hash = 0;
        for (char c; textEnd < end && (c = path.charAt(textEnd)) != '/' && c != ';'; ) {
            long next = PathText.next(path, textEnd, end);
            hash = 31 * hash + PathText.character(next);
            textEnd = PathText.position(next);
        }
        int rest = segmentEnd(path, textEnd, end);
        PathNode literal = literal(path, start, textEnd, hash);
        String found = literal == null ? null : literal.find(method, path, rest, end);
        for (int i = 0; found == null && i < suffixes.length; i++) {
            found = endsWith(suffixes[i], path, start, textEnd) ? variables[i].find(method, path, rest, end) : null;
        }
        return found;
    }

    /** Skips slashes, and segments that hold nothing but parameters. */
    private static int segmentStart(String path, int from, int end) {
        int at = from;
        while (at < end && (path.charAt(at) == '/' || path.charAt(at) == ';')) {
            at = path.charAt(at) == '/' ? at + 1 : segmentEnd(path, at, end);
        }
        return at;
    }

    private static int segmentEnd(String path, int from, int end) {
        int at = from;
        while (at < end && path.charAt(at) != '/') {
            at++;
        }
        return at;
    }

    private PathNode literal(String path, int start, int end, int hash) {
        for (int slot = slot(hash); literals[slot] != null; slot = slot + 1 & literals.length - 1) {
            if (isWhole(literals[slot], path, start, end)) {
                return children[slot];
            }
        }
        return null;
    }

    /** With one character at least before the suffix. */
    private static boolean endsWith(String suffix, String path, int start, int end) {
        if (suffix.isEmpty()) {
            return true;
        }
        int at = PathText.position(PathText.next(path, start, end));
        while (at < end && !isWhole(suffix, path, at, end)) {
            at = PathText.position(PathText.next(path, at, end));
        }
        return at < end;
    }

    private static boolean isWhole(String text, String path, int start, int end) {
        int i = 0;
        int at = start;
        while (at < end && i < text.length()) {
            long next = PathText.next(path, at, end);
            int character = text.codePointAt(i);
            if (PathText.character(next) != character) {
                return false;
            }
            i += Character.charCount(character);
            at = PathText.position(next);
        }
        return at == end && i == text.length();
    }

    private String answer(String method) {
        for (int i = 0; i < methods.length; i++) {
            if (methods[i].equalsIgnoreCase(method)) {
                return keys[i];
            }
        }
        return keyOfAnyMethod;
    }

    private int slot(int hash) {
        return (hash ^ hash >>> 16) & literals.length - 1;
    }
}
