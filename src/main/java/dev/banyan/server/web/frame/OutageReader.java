package dev.banyan.server.web.frame;

import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.database.Database;
import dev.banyan.server.delivery.ruleset.LiveRuleset;
import dev.banyan.server.delivery.ruleset.LiveRulesets;
import dev.banyan.server.emergency.EmergencyRollbacks;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.flag.UnrecordedRollback;
import dev.banyan.server.web.flag.Rollout;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.OutageBand;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.Share;
import dev.banyan.server.web.kit.StageWords;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads from memory what pages show while the database cannot be reached. */
@ApplicationScoped
public class OutageReader {
    private final Database database;
    private final LiveRulesets rulesets;
    private final EmergencyRollbacks emergencies;
    private final Clock clock;

    OutageReader(Database database, LiveRulesets rulesets, EmergencyRollbacks emergencies, Clock clock) {
        this.database = database;
        this.rulesets = rulesets;
        this.emergencies = emergencies;
        this.clock = clock;
    }

    public boolean over() {
        return database.isThere();
    }

    /** Null while the database is there. */
    public OutageBand band() {
        return database.awaySince()
                .map(since -> new OutageBand(new Moment(since, clock.instant())))
                .orElse(null);
    }

    /** Every environment that this replica knows, in the order of projects. */
    List<EnvironmentAddress> environments() {
        return rulesets.all().stream()
                .map(LiveRuleset::scope)
                .map(scope -> new EnvironmentAddress(scope.project(), scope.key()))
                .sorted(Comparator.comparing(EnvironmentAddress::project)
                        .thenComparing(EnvironmentAddress::environment))
                .toList();
    }

    Optional<OutageBoard> board(EnvironmentAddress address, Permit permit) {
        return rulesets.named(address.project(), address.environment()).map(ruleset -> board(address, permit, ruleset));
    }

    private OutageBoard board(EnvironmentAddress address, Permit permit, LiveRuleset ruleset) {
        List<UnrecordedRollback> held = emergencies.waiting(ruleset.scope());
        Ruleset rules = ruleset.rules();
        return new OutageBoard(
                address,
                permit,
                rules.rollback() != null || held.stream().anyMatch(it -> it.routes() == null),
                held.stream().map(this::taken).toList(),
                rules.routes().stream()
                        .map(route -> route(address, rules, route, held))
                        .toList());
    }

    private OutageBoard.Taken taken(UnrecordedRollback it) {
        boolean isolation = it.mode() == RollbackMode.ISOLATE;
        String what = it.routes() == null ? "every route" : String.join(", ", it.routes());
        return OutageBoardTakenBuilder.builder()
                .what((isolation ? "Isolated " : "Rolled back ") + what)
                .isolation(isolation)
                .actor(it.actor())
                .at(new Moment(it.takenAt(), clock.instant()))
                .reach("Confirmed by " + Figures.count(it.instances(), "instance", "instances") + " here; "
                        + told(it.told()))
                .onDisk(it.survivesRestart())
                .build();
    }

    private static String told(UnrecordedRollback.Told told) {
        if (told.of() == 0) {
            return "no other replica is known";
        }
        String some = told.replicas() + " of " + Figures.count(told.of(), "other replica has", "other replicas have");
        return some + " it too" + (told.replicas() < told.of() ? "; trying again" : "");
    }

    private static OutageBoard.Route route(
            EnvironmentAddress address, Ruleset rules, RouteRules route, List<UnrecordedRollback> held) {
        List<UnrecordedRollback> here = held.stream()
                .filter(it -> it.routes() == null || it.routes().contains(route.key()))
                .toList();
        Stage cap = rules.rollback() == null
                ? route.rollbackCap()
                : rules.rollback().cap(route.kind());
        boolean isolated = cap == Stage.OFF || here.stream().anyMatch(it -> it.mode() == RollbackMode.ISOLATE);
        return OutageBoardRouteBuilder.builder()
                .address(address.route(route.key()))
                .method(route.method())
                .path(route.pathTemplate())
                .standing(standing(route, cap, here))
                .started(route.enabled())
                .back(cap != null || !here.isEmpty())
                .isolated(isolated)
                .build();
    }

    private static String standing(RouteRules route, Stage cap, List<UnrecordedRollback> here) {
        if (!here.isEmpty()) {
            boolean isolated = here.stream().anyMatch(it -> it.mode() == RollbackMode.ISOLATE);
            return isolated ? "Isolated, not recorded yet" : "Rolled back, not recorded yet";
        }
        if (cap != null) {
            return "Rolled back to " + StageWords.label(cap);
        }
        if (!route.enabled()) {
            return "Not started";
        }
        dev.banyan.evaluation.Rollout last =
                route.cohorts().get(route.cohorts().size() - 1).rollout();
        return new Rollout(last.from(), last.to(), new Share(last.share())).sentence();
    }
}
