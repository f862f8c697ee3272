package dev.banyan.server.retirement;

import dev.banyan.evaluation.Side;
import dev.banyan.server.database.OneColumn;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.RouteTimeline;
import dev.banyan.server.flag.state.MissingWrites;
import dev.banyan.server.health.inbox.InstanceCalls;
import dev.banyan.server.health.reading.LongUse;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.report.ConnectedBuilds;
import dev.banyan.server.report.Declarations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Gathers what is known of a route whose old path may go. */
@ApplicationScoped
public class Retirements {
    private static final int LONGEST_DAYS = 365;

    private final EntityManager database;
    private final RouteTimeline journeys;
    private final LongUse use;
    private final ConnectedBuilds builds;
    private final AskingBuilds asking;
    private final InstanceCalls calls;
    private final Declarations declarations;
    private final MissingWrites missing;
    private final ConditionLog log;
    private final RetirementConfig config;

    Retirements(
            EntityManager database,
            RouteTimeline journeys,
            LongUse use,
            ConnectedBuilds builds,
            AskingBuilds asking,
            InstanceCalls calls,
            Declarations declarations,
            MissingWrites missing,
            ConditionLog log,
            RetirementConfig config) {
        this.database = database;
        this.journeys = journeys;
        this.use = use;
        this.builds = builds;
        this.asking = asking;
        this.calls = calls;
        this.declarations = declarations;
        this.missing = missing;
        this.log = log;
        this.config = config;
    }

    /** @param silentDays how long legacy has to be silent; null as the server is set */
    @Transactional
    public Retirement of(EnvironmentScope scope, String route, Integer silentDays) {
        int days = silentDays == null ? config.silentDays() : within(silentDays);
        Instant now = databaseTime();
        RetirementRules rules = new RetirementRules(days);
        RetirementFacts facts = facts(scope, route, rules, now);
        return RetirementBuilder.builder()
                .route(route)
                .environment(scope.key())
                .at(now)
                .silentDays(days)
                .conditions(log.dated(scope, route, rules.conditions(facts)))
                .builds(rules.lately(facts.asking(), now))
                .callSites(callSites(scope, route))
                .build();
    }

    /** Notes how a route at its last stage stands, so that it is known since when. */
    @Transactional
    void look(EnvironmentScope scope, String route) {
        Instant now = databaseTime();
        asking.note(scope, route, now);
        RetirementRules rules = new RetirementRules(config.silentDays());
        rules.conditions(facts(scope, route, rules, now)).stream()
                .filter(condition -> condition.since() == null)
                .forEach(condition -> log.note(scope, route, condition, now));
    }

    /** The routes at their last stage that nobody has looked at for a while: replicas share them. */
    @Transactional
    List<String> dueForALook(EnvironmentScope scope) {
        Set<String> seen = log.lookedAtLately(scope);
        return journeys.complete(scope).stream()
                .filter(route -> !seen.contains(route))
                .toList();
    }

    private RetirementFacts facts(EnvironmentScope scope, String route, RetirementRules rules, Instant now) {
        List<InstanceCalls.OnLegacy> onLegacy = calls.onLegacy(scope, route);
        return RetirementFactsBuilder.builder()
                .now(now)
                .completeSince(journeys.completeSince(scope, route).orElse(null))
                .use(use.ofRoute(scope, route, rules.from(now)))
                .builds(builds.of(scope, route))
                .asking(asking.of(scope, route, onLegacy, now))
                .onLegacy(onLegacy)
                .missingOnLegacy(missing.of(scope, route, Side.LEGACY))
                .missingOnNew(missing.of(scope, route, Side.NEW))
                .build();
    }

    private List<CallSite> callSites(EnvironmentScope scope, String route) {
        return declarations.ofRoute(scope, route).stream()
                .flatMap(each -> each.sites().stream().map(site -> new CallSite(site, each.name(), each.running())))
                .toList();
    }

    private static int within(int days) {
        if (days < 1 || days > LONGEST_DAYS) {
            throw Problem.badField("days", "days is " + days + ".", "Use a number from 1 to " + LONGEST_DAYS + ".");
        }
        return days;
    }

    private Instant databaseTime() {
        return OneColumn.time(database);
    }
}
