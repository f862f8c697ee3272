package dev.banyan.wire;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.RulesetBuilder;
import dev.banyan.evaluation.Stage;
import dev.banyan.evaluation.UnreadRoute;
import java.util.function.Supplier;

/**
 * One ruleset that is being read part by part: what is not understood is noted with the little that any release can read of it. Not
 * thread-safe.
 */
final class Reading {

    private final RulesetBuilder ruleset;
    private RulesetException first;

    Reading(RulesetBuilder ruleset) {
        this.ruleset = ruleset;
    }

    /** The first that was not understood, or {@code null}. */
    RulesetException first() {
        return first;
    }

    /** A field of the head, or what stands in for it. */
    <T> T head(String field, Supplier<T> read, T instead) {
        try {
            return read.get();
        } catch (RulesetException unread) {
            note(unread);
            ruleset.unreadHead(field, unread.getMessage());
            return instead;
        }
    }

    void segment(JsonNode node, Runnable read) {
        try {
            read.run();
        } catch (RulesetException unread) {
            note(unread);
            String key = attempt(() -> RulesetReader.name(node.get("key")), null);
            if (key != null) {
                ruleset.unreadSegment(key, unread.getMessage());
            }
        }
    }

    void route(JsonNode node, Runnable read) {
        try {
            read.run();
        } catch (RulesetException unread) {
            note(unread);
            String key = attempt(() -> RulesetReader.name(node.get("key")), null);
            if (key == null) {
                ruleset.unreadRoute(unread.getMessage());
            } else {
                ruleset.unread(route(key, node, unread.getMessage()));
            }
        }
    }

    private static UnreadRoute route(String key, JsonNode node, String reason) {
        RouteKind kind = attempt(() -> RulesetReader.kind(node.get("kind")), null);
        // A rollback that is not understood is one all the same, and a route that was never started serves nobody from
        // new.
        Stage byDefault = kind == null ? Stage.OFF : kind.rollbackStage();
        Stage rollback = attempt(() -> node.get("rollback").ifPresent(RulesetReader::stage), byDefault);
        boolean started = attempt(() -> node.get("enabled").flag(), true);
        return UnreadRoute.of(key, reason, kind, started ? rollback : Stage.OFF);
    }

    private static <T> T attempt(Supplier<T> read, T instead) {
        try {
            return read.get();
        } catch (RulesetException unread) {
            return instead;
        }
    }

    private void note(RulesetException unread) {
        first = first == null ? unread : first;
    }
}
