package dev.banyan.bench;

import dev.banyan.evaluation.Cohort;
import dev.banyan.evaluation.Condition;
import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Operator;
import dev.banyan.evaluation.Rollout;
import dev.banyan.evaluation.RouteDefinition;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One decision on a route with one condition and 25 %, beside the floor: the same random keys of 20 characters, the same attribute, the
 * same share. There are 256 keys, so that contexts lie in the nearest cache, where the context of a request in progress lies too.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {

    private static final String ROUTE = "orders.get";
    private static final String ATTRIBUTE = "country";
    private static final int SHARE = 250_000;
    private static final int MASK = 255;

    private final Floor floor = new Floor(ROUTE, SHARE, ATTRIBUTE, "DE");
    private final String[] keys = new String[MASK + 1];
    private final Context[] contexts = new Context[MASK + 1];
    private final String[] countries = new String[MASK + 1];
    private final List<Map<String, Object>> attributes = new ArrayList<>();
    private Ruleset ruleset;
    private RouteRules route;
    private int next;

    /** Fills the keys with a fixed seed and compiles the rules. */
    @Setup
    public void prepare() {
        Random random = new Random(42);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key(random);
            // A text of its own, as one that was read from a request: equal to that of the rule, never the same.
            countries[i] = new String("DE");
            contexts[i] = Context.of(keys[i]).with(ATTRIBUTE, countries[i]);
            attributes.add(new HashMap<>(Collections.singletonMap(ATTRIBUTE, countries[i])));
        }
        ruleset = Ruleset.builder("shop", "production").route(definition()).build();
        route = ruleset.route(ROUTE);
    }

    /** Hash of the key, one {@code HashMap.get}, compare. */
    @Benchmark
    public boolean floor() {
        return floor.decide(ROUTE, keys[next++ & MASK]);
    }

    /** The same, and one attribute of a map compared with a wanted value. */
    @Benchmark
    public boolean floorWithCondition() {
        int i = next++ & MASK;
        return floor.decide(ROUTE, keys[i], ATTRIBUTE, attributes.get(i));
    }

    /** One condition and a percentage, the route in hand, as a handle has it. */
    @Benchmark
    public Decision decide() {
        return route.decide(contexts[next++ & MASK]);
    }

    /** The same, with the route looked up by its key each time. */
    @Benchmark
    public Decision decideByKey() {
        return ruleset.route(ROUTE).decide(contexts[next++ & MASK]);
    }

    /** The same as {@link #decide()}, with the making of the context, which a host may do once per request or once per decision. */
    @Benchmark
    public Decision makeContextAndDecide() {
        int i = next++ & MASK;
        return route.decide(Context.of(keys[i]).with(ATTRIBUTE, countries[i]));
    }

    private static RouteDefinition definition() {
        Condition condition = Condition.of(ATTRIBUTE, Operator.EQUALS, "DE");
        return RouteDefinition.builder(ROUTE, RouteKind.TWO, "k3v9Zq81mXw20pL")
                .cohort(Cohort.of(
                        "germany", Collections.singletonList(condition), Rollout.of(Stage.OFF, Stage.COMPLETE, SHARE)))
                .cohort(Cohort.of("default", Collections.emptyList(), Rollout.of(Stage.OFF, Stage.COMPLETE, 0)))
                .build();
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder("customer-");
        while (key.length() < 20) {
            key.append((char) ('0' + random.nextInt(10)));
        }
        return key.toString();
    }
}
