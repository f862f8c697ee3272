package dev.banyan.sdk.internal;

import java.util.Map;

/** A position in the tree of path templates: what may follow, and who answers when the path ends here. Immutable. */
final class PathNode {
    private final String[] literals;
    private final PathNode[] children;
    private final PathNode variable;
    private final String[] methods;
    private final String[] keys;
    private final String keyOfAnyMethod;

    PathNode(Map<String, PathNode> literal, PathNode variable, Map<String, String> keyByMethod, String keyOfAnyMethod) {
        // Open addressing, at most half full, so that a probe for a missing literal ends soon and always.
        int capacity = Integer.highestOneBit(literal.size() * 4 + 1);
        this.literals = new String[capacity];
        this.children = new PathNode[capacity];
        literal.forEach(this::put);
        this.variable = variable;
        this.methods = keyByMethod.keySet().toArray(new String[0]);
        this.keys = keyByMethod.values().toArray(new String[0]);
        this.keyOfAnyMethod = keyOfAnyMethod;
    }

    private void put(String segment, PathNode child) {
        int slot = slot(segment.hashCode());
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
        for (char c; textEnd < end && (c = path.charAt(textEnd)) != '/' && c != ';'; textEnd++) {
            hash = 31 * hash + c;
        }
        int next = segmentEnd(path, textEnd, end);
        PathNode literal = literal(path, start, textEnd - start, hash);
        String found = literal == null ? null : literal.find(method, path, next, end);
        return found != null || variable == null ? found : variable.find(method, path, next, end);
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

    private PathNode literal(String path, int start, int length, int hash) {
        for (int slot = slot(hash); literals[slot] != null; slot = slot + 1 & literals.length - 1) {
            String literal = literals[slot];
            if (literal.length() == length && path.startsWith(literal, start)) {
                return children[slot];
            }
        }
        return null;
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
