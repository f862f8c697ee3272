package dev.banyan.server.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.flag.state.RolloutNowBuilder;
import dev.banyan.server.guard.rail.GuardrailKind;
import dev.banyan.server.guard.rail.Reaction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConsequenceTest {
    private static final List<String> OPERATIONS =
            List.of("read", "write", "call", Observations.REQUEST, Observations.COMPARISON, Observations.SECOND_WRITE);
    private static final String ALL = Stream.of(GuardrailKind.values())
            .flatMap(kind -> OPERATIONS.stream().map(operation -> kind.key() + " " + operation))
            .sorted()
            .collect(Collectors.joining(", "));

    /** The whole table: every stage of every kind of route, every kind of guardrail, every operation. */
    @ParameterizedTest
    @CsvSource({
        "TWO, off, nothing",
        "TWO, complete, all",
        "FOUR, off, nothing",
        "FOUR, shadow, slow write",
        "FOUR, live, all",
        "FOUR, complete, all",
        "SIX, off, nothing",
        "SIX, dualwrite, nothing",
        "SIX, shadow, nothing",
        "SIX, live, all",
        "SIX, rampdown, all",
        "SIX, complete, all"
    })
    void what_asks_for_a_rollback_gets_one_where_it_helps_callers(RouteKind route, String stage, String rolledBack) {
        Set<String> found = new TreeSet<>();
        for (GuardrailKind kind : GuardrailKind.values()) {
            for (String operation : OPERATIONS) {
                Reaction reaction =
                        Consequence.of(Reaction.ROLL_BACK, kind, operation, rollout(route, Stage.parse(stage)));
                assertThat(reaction).isNotEqualTo(Reaction.TELL);
                if (reaction == Reaction.ROLL_BACK) {
                    found.add(kind.key() + " " + operation);
                }
            }
        }

        assertThat(found.isEmpty() ? "nothing" : String.join(", ", found))
                .isEqualTo(rolledBack.equals("all") ? ALL : rolledBack);
    }

    @ParameterizedTest
    @EnumSource(RouteKind.class)
    void where_some_get_answers_of_new_a_rollback_takes_them_back(RouteKind route) {
        List<Stage> stages = route.stages();
        RolloutNow both = rollout(route, stages.get(stages.size() - 2), stages.get(stages.size() - 1));

        assertThat(Consequence.of(Reaction.ROLL_BACK, GuardrailKind.ERROR_RATE, "read", both))
                .isEqualTo(Reaction.ROLL_BACK);
    }

    @Test
    void what_pauses_or_tells_does_so_everywhere() {
        for (RouteKind route : RouteKind.values()) {
            for (Stage stage : route.stages()) {
                for (GuardrailKind kind : GuardrailKind.values()) {
                    for (String operation : OPERATIONS) {
                        RolloutNow rollout = rollout(route, stage);
                        assertThat(Consequence.of(Reaction.PAUSE, kind, operation, rollout))
                                .isEqualTo(Reaction.PAUSE);
                        assertThat(Consequence.of(Reaction.TELL, kind, operation, rollout))
                                .isEqualTo(Reaction.TELL);
                    }
                }
            }
        }
    }

    private static RolloutNow rollout(RouteKind route, Stage... stages) {
        Set<Stage> all = Set.of(stages);
        return RolloutNowBuilder.builder()
                .scope(new EnvironmentScope(7, "shop", "production"))
                .route("orders.get")
                .standing(all.toString())
                .words("serves some from new")
                .stages(all)
                .version(5)
                .revision(5)
                .rolledBack(false)
                .leadsBack(all.stream().anyMatch(stage -> stage.compareTo(route.rollbackStage()) > 0))
                .build();
    }
}
