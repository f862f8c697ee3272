package dev.banyan.sdk.internal.rules;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.Source;
import dev.banyan.sdk.internal.kit.Ascii;
import dev.banyan.wire.RulesetReader;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which ruleset may replace the one in force. Pure rules with a memory; guarded by the {@link RulesetStore}'s lock.
 *
 * <ul>
 *   <li>Never a revision below the highest one seen in its epoch, even when another epoch was in between: two servers
 *       behind one address, one restored and one not, must not make an instance go back.
 *   <li>Never another project or environment than that of the first ruleset from the server or the file. A bootstrap
 *       resource does not count: one packed by mistake must not lock the real server out.
 *   <li>Never an empty one over a full one, unless it is a later revision of the same epoch, which only a deliberate
 *       deletion of the last route can make. An empty ruleset of another epoch is what a server started on a wrong,
 *       empty database sends; it is refused and reported until that database has a route.
 *   <li>Never one with which more emergencies would hold than a header can name.
 *   <li>Never an epoch that could not be sent back in a header: holding it would break every later request.
 * </ul>
 */
final class Admission {
    private static final int MOST_EPOCHS = 16;

    private final Map<String, Long> highest = new LinkedHashMap<String, Long>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_EPOCHS;
        }
    };
    private String project;
    private String environment;

    /** Why {@code offered} may not replace {@code current}; null when it may. */
    String refusal(Ruleset offered, Snapshot current) {
        if (project != null && !(project.equals(offered.project()) && environment.equals(offered.environment()))) {
            return "it is of " + offered.project() + "/" + offered.environment() + ", this client serves " + project
                    + "/" + environment;
        }
        if (!Ascii.within(offered.epoch(), '!', '~') || offered.epoch().indexOf('"') >= 0) {
            return "its epoch holds characters other than visible ASCII";
        }
        Long seen = highest.get(offered.epoch());
        if (seen != null && offered.revision() < seen) {
            return "revision " + offered.revision() + " is older than " + seen + ", seen before in the same epoch";
        }
        return empties(offered, current)
                ? "it has no routes, while " + current.routeCount() + " are in force"
                : tooMany(offered);
    }

    static String tooMany(Ruleset ruleset) {
        int most = RulesetReader.MAX_EMERGENCIES;
        int all = ruleset.emergencies().size();
        return all <= most ? null : "with it " + all + " emergencies would hold, " + most + " at most can";
    }

    /** Remembers a ruleset that was put in force. */
    void admitted(Ruleset ruleset, Source source) {
        if (source == Source.BOOTSTRAP) {
            return;
        }
        project = ruleset.project();
        environment = ruleset.environment();
        highest.put(ruleset.epoch(), ruleset.revision());
    }

    private static boolean empties(Ruleset offered, Snapshot current) {
        boolean later = offered.epoch().equals(current.epoch()) && offered.revision() > current.revision();
        boolean empty = offered.routes().isEmpty() && offered.unread().isEmpty();
        return empty && current.routeCount() > 0 && !later;
    }
}
