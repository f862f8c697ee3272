package dev.banyan.sdk.internal.rules;

import dev.banyan.evaluation.PathTemplate;
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
 *   <li>{@code {variable}} stands for exactly one whole, non-empty segment, {@code {variable}.csv} for one that ends so; a literal
 *       segment beats it, and the longer suffix the shorter one, from the left.
 *   <li>A template with a method beats one for any method on the same path; a path whose methods do not fit goes on to
 *       the next best template.
 *   <li>Empty segments (doubled and trailing slashes), the query, the fragment and {@code ;parameters} do not count.
 *       Percent-encoded characters are the characters, in templates and paths, within a segment: {@code %2F} ends none. Case
 *       matters in paths, not in methods.
 *   <li>Of two routes with the same template and method, the one with the smaller key has it.
 *   <li>A template that {@link PathTemplate} refuses is never matched.
 * </ul>
 */
public final class PathTree {
    static final PathTree EMPTY = new PathTree(new Draft().compile());

    private final PathNode root;

    private PathTree(PathNode root) {
        this.root = root;
    }

    /** Compiles the templates of a ruleset. */
    public static PathTree of(Ruleset ruleset) {
        Draft root = new Draft();
        for (RouteRules route : ruleset.routes()) {
            PathTemplate template = route.pathTemplate() == null ? null : template(route.pathTemplate());
            if (template != null) {
                root.at(template).answer(route.method(), route.key());
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

    /** Null for one that the server would refuse today: it never matched, whoever let it in. */
    private static PathTemplate template(String text) {
        try {
            return PathTemplate.read(text);
        } catch (IllegalArgumentException unmatchable) {
            return null;
        }
    }

    /** A node while the tree grows. */
    private static final class Draft {
        private final Map<String, Draft> literals = new HashMap<>();
        private final Map<String, Draft> variables = new HashMap<>();
        private final Map<String, String> keyByMethod = new HashMap<>();
        private String keyOfAnyMethod;

        Draft at(PathTemplate template) {
            Draft node = this;
            for (PathTemplate.Segment segment : template.segments()) {
                Map<String, Draft> ways = segment.isVariable() ? node.variables : node.literals;
                node = ways.computeIfAbsent(segment.text(), text -> new Draft());
            }
            return node;
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

        PathNode compile() {
            return new PathNode(compiled(literals), compiled(variables), keyByMethod, keyOfAnyMethod);
        }

        private static Map<String, PathNode> compiled(Map<String, Draft> drafts) {
            Map<String, PathNode> nodes = new HashMap<>();
            drafts.forEach((text, draft) -> nodes.put(text, draft.compile()));
            return nodes;
        }
    }
}
