package dev.banyan.server.flag.state;

import dev.banyan.evaluation.MissingKeyPolicy;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.RouteBuilder;
import dev.banyan.server.catalog.TestRoute;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.environment.RulesetDocument;
import dev.banyan.server.environment.RulesetHead;
import dev.banyan.server.environment.RulesetHeadBuilder;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.environment.RulesetPart;
import dev.banyan.server.environment.RulesetUpdate;
import dev.banyan.server.environment.Section;
import dev.banyan.server.flag.segment.SegmentSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Rulesets with everything in them that today's server can publish, written by the code that publishes them. */
public final class RandomRuleset {
    static final String SEGMENT = "testers";
    static final String ROLLED_BACK_BY_EMERGENCY = "route-6";

    private static final List<ConditionSpec> CONDITIONS = List.of(
            condition("country", "equals", "DE"),
            condition("country", "in", "DE", "AT"),
            condition("email", "startsWith", "customer-1"),
            condition("email", "endsWith", "@example.com"),
            condition("email", "contains", "7"),
            condition("age", "lessThan", 40),
            condition("age", "lessThanOrEqual", 40),
            condition("age", "greaterThan", 17.5),
            condition("age", "greaterThanOrEqual", 18),
            condition("since", "before", "2026-01-01T00:00:00Z"),
            condition("since", "after", "2025-06-01T00:00:00Z"),
            condition("app", "semverEqual", "2.0.0"),
            condition("app", "semverLessThan", "2.0.0"),
            condition("app", "semverGreaterThan", "2.0.0-rc.1"),
            condition("premium", "equals", true),
            new ConditionSpec(null, "inSegment", List.of(SEGMENT), false));

    private final Random random;

    public RandomRuleset(int seed) {
        this.random = new Random(seed);
    }

    public byte[] text(boolean emergency) {
        List<RulesetPart> parts = new ArrayList<>();
        parts.add(new RulesetPart(Section.SEGMENT, SEGMENT, 3, segment()));
        for (int i = 0; i < 12; i++) {
            Route route = route("route-" + i);
            parts.add(new RulesetPart(Section.ROUTE, route.key(), 3, PublishedRoute.json(route, flag(route.kind()))));
        }
        RulesetDocument document = RulesetDocument.of(new RulesetUpdate(head(), -1, 0, parts, parts.size()));
        return document.compose(document.head().text(emergency ? emergencies() : null));
    }

    private RulesetHead head() {
        return RulesetHeadBuilder.builder()
                .scope(new EnvironmentScope(1, "shop", "production"))
                .epoch("4a6f")
                .revision(7)
                .rollback(random.nextInt(4) == 0 ? pick(List.of(RollbackMode.values())) : null)
                .urgentRevision(random.nextInt(8))
                .pinning("{\"secrets\":[\"0123456789abcdef0123456789abcdef\"],\"maxAgeSeconds\":600}")
                .settled(List.of(new UUID(1, 2), new UUID(3, 4)))
                .build();
    }

    private static String emergencies() {
        return "[{\"id\":\"" + new UUID(5, 6) + "\",\"mode\":\"isolate\",\"routes\":[\"" + ROLLED_BACK_BY_EMERGENCY
                + "\"]}]";
    }

    private static String segment() {
        return RulesetJson.write(new SegmentSpec(
                SEGMENT,
                "targetingKey",
                List.of("customer-3", "customer-4"),
                List.of(condition("age", "lessThan", 30))));
    }

    private Route route(String key) {
        return RouteBuilder.builder(TestRoute.of(key, pick(List.of(RouteKind.values()))))
                .path("/" + key + "/{id}")
                .bucketBy(random.nextBoolean() ? "targetingKey" : "tenant")
                .salt("0123456789abcd" + random.nextInt(10))
                .missingKey(pick(List.of(MissingKeyPolicy.values())))
                .build();
    }

    private FlagState flag(RouteKind kind) {
        FlagState flag = FlagState.notStarted(kind).withCohorts(cohorts(kind));
        if (random.nextInt(3) == 0) {
            flag = flag.withSettings(new FlagSettings(new ShadowSpec(100_000, 500), BreakerSpec.SUGGESTED));
        }
        if (random.nextInt(3) == 0) {
            flag = flag.rollBack(kind, pick(List.of(RollbackMode.values())), Instant.EPOCH, "tom", null);
        }
        return random.nextBoolean() ? flag.drilled(new Drill(5, Instant.EPOCH, "tom")) : flag;
    }

    private List<CohortSpec> cohorts(RouteKind kind) {
        List<CohortSpec> cohorts = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            cohorts.add(
                    new CohortSpec("cohort-" + i, List.of(pick(CONDITIONS), negated(pick(CONDITIONS))), rollout(kind)));
        }
        cohorts.add(new CohortSpec(CohortSpec.DEFAULT, List.of(), rollout(kind)));
        return cohorts;
    }

    private RolloutSpec rollout(RouteKind kind) {
        List<Stage> stages = kind.stages();
        int from = random.nextInt(stages.size() - 1);
        int share = pick(List.of(0, 1, 250_000, 500_000, 999_999, RolloutSpec.WHOLE));
        return new RolloutSpec(stages.get(from), stages.get(from + 1), share);
    }

    private ConditionSpec negated(ConditionSpec plain) {
        return new ConditionSpec(plain.attribute(), plain.operator(), plain.values(), random.nextBoolean());
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private static ConditionSpec condition(String attribute, String operator, Object... values) {
        return new ConditionSpec(attribute, operator, List.of(values), false);
    }
}
