package dev.banyan.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.RouteKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final ServerRoute ORDERS = new ServerRoute("orders.get", RouteKind.SIX, false);

    @Test
    void code_that_says_what_the_server_says_is_no_drift() {
        assertThat(drift(List.of(use("shop 1", 6, "off"), use("billing 2", null, "off")), ORDERS))
                .isEmpty();
    }

    @Test
    void a_route_that_only_code_knows_is_named_with_its_place_and_where_callers_stay() {
        DriftFinding found = only(drift(List.of(use("shop 1", 6, "off"))));

        assertThat(found.kind()).isEqualTo(DriftFinding.Kind.NOT_ON_SERVER);
        assertThat(found.detail()).contains("shop 1 asks for it (com.shop.Orders.find:42)", "default of the code, off");
        assertThat(found.remedy()).contains("Add the route");
    }

    @Test
    void a_route_that_no_code_knows_is_only_named_when_somebody_has_spoken() {
        assertThat(new Drift(List.of(), List.of(ORDERS)).differences(false)).isEmpty();
        DriftFinding found = only(new Drift(List.of(), List.of(ORDERS)).differences(true));

        assertThat(found.kind()).isEqualTo(DriftFinding.Kind.NOT_IN_CODE);
        assertThat(found.detail()).contains("another language", "proxy that matches its path");
    }

    @Test
    void another_kind_names_those_who_expect_it() {
        DriftFinding found = only(drift(
                List.of(
                        use("a", 4, "off"),
                        use("b", 4, "off"),
                        use("c", 4, "off"),
                        use("d", 4, "off"),
                        use("e", 6, "off")),
                ORDERS));

        assertThat(found.kind()).isEqualTo(DriftFinding.Kind.KIND);
        assertThat(found.detail()).isEqualTo("a, b, c and 1 more expect 4 stages, the server has 6.");
    }

    @Test
    void a_default_must_be_a_stage_of_the_route() {
        ServerRoute two = new ServerRoute("orders.get", RouteKind.TWO, false);

        assertThat(only(drift(List.of(use("shop 1", 2, "shadow")), two)).detail())
                .isEqualTo("shop 1 has the default shadow, a stage that this route does not have.");
    }

    @Test
    void a_default_must_not_run_ahead_of_the_server() {
        assertThat(only(drift(List.of(use("shop 1", 6, "complete")), ORDERS)).detail())
                .contains("sends everybody to new, where the server sends nobody");
        ServerRoute moving = new ServerRoute("orders.get", RouteKind.SIX, true);
        assertThat(drift(List.of(use("shop 1", 6, "complete")), moving)).isEmpty();
        assertThat(drift(List.of(use("shop 1", 6, "off")), moving)).isEmpty();
    }

    @Test
    void services_must_share_one_default() {
        assertThat(only(drift(List.of(use("shop 1", 6, "off"), use("billing 2", 6, "shadow")), ORDERS))
                        .detail())
                .startsWith("billing 2, shop 1 have different defaults (off, shadow)");
    }

    private static List<DriftFinding> drift(List<DeclaredUse> uses, ServerRoute... routes) {
        return new Drift(uses, List.of(routes)).differences(true);
    }

    private static DriftFinding only(List<DriftFinding> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static DeclaredUse use(String build, Integer kind, String defaultStage) {
        return new DeclaredUse("orders.get", build, kind, defaultStage, "com.shop.Orders.find:42");
    }
}
