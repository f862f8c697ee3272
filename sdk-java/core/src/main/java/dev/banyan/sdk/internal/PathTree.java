package dev.banyan.sdk.internal;

import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the route of a request among all path templates of a ruleset. Immutable, compiled once per ruleset; matching
 * allocates nothing and never looks at more of the tree than the path has branches.
 *
 * <ul>
 *   <li>{@code {variable}} stands for exactly one whole, non-empty segment; a literal segment beats it, from the left.
 *   <li>A template with a method beats one for any method on the same path; a path whose methods do not fit goes on to
 *       the next best template.
 *   <li>Empty segments (doubled and trailing slashes), the query, the fragment and {@code ;parameters} do not count.
 *       Nothing is decoded: {@code %2F} is not a slash. Case matters in paths, not in methods.
 *   <li>Of two routes with the same template and method, the one with the smaller key has it.
 *   <li>A template that mixes text and variable in one segment, or has more than 64 segments, is never matched.
 * </ul>
 */
public final class PathTree {
    static final PathTree EMPTY = new PathTree(new Draft().compile());

    private static final int MOST_SEGMENTS = 64;

    private final PathNode root;

    private PathTree(PathNode root) {
        this.root = root;
    }

    /** Compiles the templates of a ruleset. */
    public static PathTree of(Ruleset ruleset) {
        Draft root = new Draft();
        for (RouteRules route : ruleset.routes()) {
            if (route.pathTemplate() != null && matchable(route.pathTemplate())) {
                root.at(route.pathTemplate()).answer(route.method(), route.key());
            }
        }
        return new PathTree(root.compile());
    }

    /** The key of the route that answers, or null. {@code method} null fits templates for any method only. */
    public String match(String method, String path) {
        return path == null ? null : root.find(method, path, 0, end(path));
    }

    private static int end(String path) {
        int query = path.indexOf('?');
        int end = query < 0 ? path.length() : query;
        int fragment = path.indexOf('#');
        return fragment < 0 || fragment > end ? end : fragment;
    }

    private static boolean matchable(String template) {
        String[] segments = template.split("/");
        for (String segment : segments) {
            boolean braces = segment.indexOf('{') >= 0 || segment.indexOf('}') >= 0;
            if (braces && !variable(segment)) {
                return false;
            }
        }
        return segments.length <= MOST_SEGMENTS;
    }

    private static boolean variable(String segment) {
        return segment.length() > 2
                && segment.indexOf('{') == 0
                && segment.lastIndexOf('{') == 0
                && segment.indexOf('}') == segment.length() - 1;
    }

    /** A node while the tree grows. */
    private static final class Draft {
        private final Map<String, Draft> literals = new HashMap<>();
        private final Map<String, String> keyByMethod = new HashMap<>();
        private Draft variable;
        private String keyOfAnyMethod;

        Draft at(String template) {
            Draft node = this;
            for (String segment : template.split("/")) {
                if (!segment.isEmpty()) {
                    node = variable(segment) ? node.variable() : node.literal(segment);
                }
            }
            return node;
        }

        private Draft literal(String segment) {
            return literals.computeIfAbsent(segment, s -> new Draft());
        }

        private Draft variable() {
            variable = variable == null ? new Draft() : variable;
            return variable;
        }

        void answer(String method, String key) {
            if (method == null || method.isEmpty()) {
                keyOfAnyMethod = smaller(keyOfAnyMethod, key);
            } else {
                keyByMethod.merge(method.toUpperCase(Locale.ROOT), key, Draft::smaller);
            }
        }

        private static String smaller(String held, String key) {
            return held == null || key.compareTo(held) < 0 ? key : held;
        }

        private static boolean variable(String segment) {
            return PathTree.variable(segment);
        }

        PathNode compile() {
            Map<String, PathNode> children = new HashMap<>();
            literals.forEach((segment, draft) -> children.put(segment, draft.compile()));
            return new PathNode(children, variable == null ? null : variable.compile(), keyByMethod, keyOfAnyMethod);
        }
    }
}
