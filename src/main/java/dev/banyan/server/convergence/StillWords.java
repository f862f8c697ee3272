package dev.banyan.server.convergence;

import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.flag.HeldRevisions;
import dev.banyan.server.flag.StillDoes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What instances still do that hold earlier revisions. The past does not change, so what was asked once is remembered: a page that
 * looks twice a second asks the database once for each pair of revisions. Thread-safe.
 */
@ApplicationScoped
class StillWords {
    private static final int REMEMBERED = 1_000;

    private final HeldRevisions revisions;
    private final Map<Question, StillDoes> answers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, StillDoes> eldest) {
            return size() > REMEMBERED;
        }
    };

    StillWords(HeldRevisions revisions) {
        this.revisions = revisions;
    }

    private record Question(long environmentId, String epoch, long held, long revision) {}

    Map<Long, StillDoes> of(EnvironmentState environment, Collection<Long> held, long revision) {
        Map<Long, StillDoes> known = remembered(environment, held, revision);
        List<Long> unknown =
                held.stream().filter(each -> !known.containsKey(each)).toList();
        if (!unknown.isEmpty()) {
            Map<Long, StillDoes> asked = revisions.still(environment.scope(), unknown, revision);
            remember(environment, asked, revision);
            known.putAll(asked);
        }
        return known;
    }

    private Map<Long, StillDoes> remembered(EnvironmentState environment, Collection<Long> held, long revision) {
        Map<Long, StillDoes> known = new HashMap<>();
        synchronized (answers) {
            for (long each : held) {
                StillDoes answer = answers.get(question(environment, each, revision));
                if (answer != null) {
                    known.put(each, answer);
                }
            }
        }
        return known;
    }

    private void remember(EnvironmentState environment, Map<Long, StillDoes> asked, long revision) {
        synchronized (answers) {
            asked.forEach((held, answer) -> answers.put(question(environment, held, revision), answer));
        }
    }

    private static Question question(EnvironmentState environment, long held, long revision) {
        return new Question(environment.scope().id(), environment.epoch(), held, revision);
    }
}
