package dev.banyan.server.convergence;

import dev.banyan.server.delivery.instance.Acknowledgements;
import dev.banyan.server.delivery.instance.LateInstance;
import dev.banyan.server.delivery.instance.Reach;
import dev.banyan.server.delivery.request.UnreadPart;
import dev.banyan.server.environment.ChangeLog;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.history.Commit;
import dev.banyan.server.flag.StillDoes;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How far changes have come. Everything is in the database, so every replica gives the same answer. */
@ApplicationScoped
public class Convergences {
    private static final int STRAGGLERS_NAMED = 100;

    private final ChangeLog log;
    private final Acknowledgements acknowledgements;
    private final ArrivalLog arrivals;
    private final StillWords words;
    private final Clock clock;

    Convergences(ChangeLog log, Acknowledgements acknowledgements, ArrivalLog arrivals, StillWords words, Clock clock) {
        this.log = log;
        this.acknowledgements = acknowledgements;
        this.arrivals = arrivals;
        this.words = words;
        this.clock = clock;
    }

    /** @throws Problem 404 when the environment has no such revision */
    @Transactional
    public Convergence of(EnvironmentState environment, long revision) {
        Commit commit = commit(environment, revision);
        Arrival kept = arrivals.of(List.of(commit)).get(ArrivalLog.Key.of(commit));
        Arrival settled = kept != null && kept.settled(commit) ? kept : null;
        Reach now = settled == null
                ? acknowledgements.reach(List.of(commit), STRAGGLERS_NAMED).get(0)
                : acknowledgements.reachWithoutTimes(commit, STRAGGLERS_NAMED);
        return Convergence.of(commit, now.spread(), settled, stragglers(environment, commit, now.laggards()));
    }

    /** As it was counted when it arrived; of a change that has just been made, as far as it has come. */
    @Transactional
    public Arrival arrival(EnvironmentState environment, long revision) {
        Commit commit = commit(environment, revision);
        ArrivalLog.Key key = ArrivalLog.Key.of(commit);
        Instant now = clock.instant();
        return Optional.ofNullable(arrivals.newest(List.of(commit), now).get(key))
                .orElseGet(() -> arrivals.count(List.of(commit), now).get(key));
    }

    /** Who follows all but some routes does nothing otherwise elsewhere. */
    private static StillDoes still(LateInstance laggard, StillDoes all) {
        if (all == null || !laggard.onlyOnUnread()) {
            return all;
        }
        Set<String> unread =
                laggard.instance().unread().stream().map(UnreadPart::route).collect(Collectors.toSet());
        return new StillDoes(
                all.routes().stream()
                        .filter(each -> unread.contains(each.route()))
                        .toList(),
                0);
    }

    Commit commit(EnvironmentState environment, long revision) {
        EnvironmentScope scope = environment.scope();
        // Revision 0 is the environment before its first change.
        Instant at = revision == 0
                ? environment.createdAt()
                : log.committedAt(scope, revision)
                        .orElseThrow(() -> Problem.notFound("revision " + revision + " of " + scope.key()));
        return new Commit(scope.id(), revision, at);
    }

    private List<Straggler> stragglers(EnvironmentState environment, Commit commit, List<LateInstance> laggards) {
        if (laggards.isEmpty()) {
            return List.of();
        }
        Map<Long, StillDoes> still = words.of(
                environment,
                laggards.stream()
                        .map(each -> each.instance().appliedRevision())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                commit.revision());
        return laggards.stream()
                .map(each ->
                        Straggler.of(each, still(each, still.get(each.instance().appliedRevision()))))
                .toList();
    }
}
