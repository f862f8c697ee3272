package dev.banyan.server.plan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.banyan.evaluation.RouteKind;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.TestRoute;
import dev.banyan.server.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupRulesTest {
    @Test
    void routes_of_one_kind_move_together() {
        assertThat(GroupRules.kind(List.of(route("a", RouteKind.SIX), route("b", RouteKind.SIX))))
                .isEqualTo(RouteKind.SIX);
    }

    @Test
    void routes_of_several_kinds_are_named_by_their_kind() {
        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> GroupRules.kind(
                        List.of(route("six", RouteKind.SIX), route("two", RouteKind.TWO), route("2", RouteKind.TWO))));

        assertThat(refused.field()).contains("routes");
        assertThat(refused).hasMessageEndingWith("2 stages: two, 2; 6 stages: six.");
        assertThat(refused.remedy()).isNotEmpty();
    }

    @Test
    void a_route_moves_by_one_plan_only_and_of_many_a_few_are_named() {
        List<Route> chosen = IntStream.range(0, 6)
                .mapToObj(i -> route("r" + i, RouteKind.TWO))
                .toList();
        PlanName other = new PlanName(7, "Checkout");
        GroupRules.requireFree(chosen, Map.of("elsewhere", other));

        Problem refused = catchThrowableOfType(
                Problem.class,
                () -> GroupRules.requireFree(
                        chosen, Map.of("r0", other, "r1", other, "r2", other, "r3", other, "r5", other)));

        assertThat(refused.slug()).isEqualTo("plan-exists");
        assertThat(refused.field()).contains("routes");
        assertThat(refused).hasMessageEndingWith("r2 by plan 7 (Checkout) and 2 more.");
    }

    private static Route route(String key, RouteKind kind) {
        return TestRoute.of(key, kind);
    }
}
