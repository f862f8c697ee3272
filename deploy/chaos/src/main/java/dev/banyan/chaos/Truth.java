package dev.banyan.chaos;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Stage;
import dev.banyan.wire.RulesetReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Every ruleset that was committed, and so every decision that may be made. */
final class Truth {

    private record Committed(Ruleset ruleset, String text) {}

    private final Map<Long, List<Committed>> byRevision = new ConcurrentHashMap<>();
    private volatile Committed newest;
    private volatile Committed first;

    void learn(String text) {
        Ruleset ruleset = RulesetReader.read(text.getBytes(StandardCharsets.UTF_8));
        Committed committed = new Committed(ruleset, text);
        byRevision
                .computeIfAbsent(ruleset.revision(), revision -> new CopyOnWriteArrayList<>())
                .add(committed);
        newest = committed;
        if (first == null) {
            first = committed;
        }
    }

    /** As the server sent it. */
    String newest() {
        return newest.text();
    }

    String first() {
        return first.text();
    }

    long revision() {
        return newest.ruleset().revision();
    }

    String epoch() {
        return newest.ruleset().epoch();
    }

    /** Without any ruleset legacy serves; after a restore one revision has been two things. */
    boolean allows(Observation seen) {
        if (seen.revision() == 0) {
            return seen.stage().equals(Stage.OFF.key());
        }
        return byRevision.getOrDefault(seen.revision(), List.of()).stream()
                .map(committed -> committed
                        .ruleset()
                        .route(Plane.ROUTE)
                        .decide(Caller.context(seen.key()))
                        .stage()
                        .key())
                .anyMatch(seen.stage()::equals);
    }
}
