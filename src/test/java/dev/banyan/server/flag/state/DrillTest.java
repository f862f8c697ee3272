package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.TestRoute;
import dev.banyan.server.environment.RollbackMode;
import dev.banyan.wire.RulesetReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A drill goes the whole way and moves nobody. */
class DrillTest {
    private static final Drill DRILL = new Drill(8, Instant.EPOCH, "ana");

    @ParameterizedTest
    @EnumSource(RouteKind.class)
    void decisions_before_and_after_are_the_same(RouteKind kind) {
        Random chance = new Random(kind.stageCount());
        for (int round = 0; round < 50; round++) {
            FlagState flag = any(kind, chance);
            Ruleset before = ruleset(kind, flag, 7);
            Ruleset after = ruleset(kind, flag.drilled(DRILL), 8);
            for (int customer = 0; customer < 200; customer++) {
                Context context = Context.of("customer-" + customer);
                Decision then = before.route("orders.get").decide(context);
                Decision now = after.route("orders.get").decide(context);
                assertThat(now.stage()).isEqualTo(then.stage());
                assertThat(now.side()).isEqualTo(then.side());
                assertThat(now.reason()).isEqualTo(then.reason());
                assertThat(now.cohort()).isEqualTo(then.cohort());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(RouteKind.class)
    void no_other_change_forgets_it_or_brings_an_older_one_back(RouteKind kind) {
        FlagState then = any(kind, new Random(1));
        FlagState drilled = any(kind, new Random(2)).drilled(DRILL);

        assertThat(drilled.revertedTo(then.drilled(new Drill(3, Instant.EPOCH, "tom")))
                        .drill())
                .isEqualTo(DRILL);
        assertThat(drilled.rollBack(kind, RollbackMode.ISOLATE, Instant.EPOCH, "sam", null)
                        .resume()
                        .replayed()
                        .drill())
                .isEqualTo(DRILL);
    }

    private static FlagState any(RouteKind kind, Random chance) {
        List<Stage> stages = kind.stages();
        int from = chance.nextInt(stages.size() - 1);
        FlagState flag = FlagStateBuilder.builder()
                .enabled(chance.nextInt(8) > 0)
                .cohorts(List.of(new CohortSpec(
                        CohortSpec.DEFAULT,
                        List.of(),
                        new RolloutSpec(stages.get(from), stages.get(from + 1), chance.nextInt(1_000_001)))))
                .rollback(null)
                .newOnlySince(null)
                .settings(FlagSettings.DEFAULT)
                .drill(null)
                .build();
        return chance.nextInt(3) > 0 ? flag : flag.rollBack(kind, RollbackMode.ROLLBACK, Instant.EPOCH, "sam", null);
    }

    private static Ruleset ruleset(RouteKind kind, FlagState flag, long revision) {
        String route = PublishedRoute.json(route(kind), flag);
        assertThat(route.contains("\"drill\":8")).isEqualTo(flag.drill() != null);
        String document =
                "{\"schema\":1,\"project\":\"shop\",\"environment\":\"production\",\"epoch\":\"e\",\"revision\":"
                        + revision + ",\"rollback\":null,\"segments\":[],\"routes\":[" + route + "]}";
        return RulesetReader.read(document.getBytes(StandardCharsets.UTF_8));
    }

    private static Route route(RouteKind kind) {
        return TestRoute.of("orders.get", kind);
    }
}
