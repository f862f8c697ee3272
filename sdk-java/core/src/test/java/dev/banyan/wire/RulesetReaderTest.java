package dev.banyan.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Condition;
import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.MissingKeyPolicy;
import dev.banyan.evaluation.Operator;
import dev.banyan.evaluation.RouteKind;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Stage;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RulesetReaderTest {

    private static final String WHOLE = """
            {"schema":1,"project":"shop","environment":"production","epoch":"6f1c","revision":42,"rollback":"isolate",
             "segments":[{"key":"staff","attribute":"email","included":["ana"],"conditions":[
                {"attribute":"age","operator":"lessThan","values":[18],"negated":true}]}],
             "routes":[{"key":"orders.get","kind":2,"salt":"k3v9","bucketBy":"account","missingKey":"random","method":"GET",
               "path":"/orders/{id}","enabled":true,"rollback":"off",
               "cohorts":[{"name":"staff","conditions":[{"operator":"inSegment","values":["staff"]}],
                           "rollout":{"from":"off","to":"complete","share":1000000}},
                          {"name":"default","conditions":[],"rollout":{"from":"off","to":"complete","share":250000}}]}]}""";

    private static final String LEAST = """
            {"schema":1,"project":"shop","environment":"production","epoch":"e","revision":0,
             "routes":[{"key":"r","kind":2,"salt":"s","enabled":true,
               "cohorts":[{"name":"default","rollout":{"from":"off","to":"complete","share":1}}]}]}""";

    @Test
    void reads_every_field() {
        Ruleset ruleset = read(WHOLE);
        RouteRules route = ruleset.route("orders.get");
        Condition condition = ruleset.segments().iterator().next().conditions().get(0);

        assertThat(ruleset.project() + "/" + ruleset.environment() + "@" + ruleset.epoch() + "-" + ruleset.revision())
                .isEqualTo("shop/production@6f1c-42");
        assertThat(ruleset.rollback().key()).isEqualTo("isolate");
        assertThat(condition.attribute()).isEqualTo("age");
        assertThat(condition.operator()).isEqualTo(Operator.LESS_THAN);
        assertThat(condition.negated()).isTrue();
        assertThat(route.kind()).isEqualTo(RouteKind.TWO);
        assertThat(route.bucketBy()).isEqualTo("account");
        assertThat(route.missingKey()).isEqualTo(MissingKeyPolicy.RANDOM);
        assertThat(route.method() + " " + route.pathTemplate()).isEqualTo("GET /orders/{id}");
        assertThat(route.rollbackCap()).isEqualTo(Stage.OFF);
        assertThat(route.cohorts().get(1).rollout().share()).isEqualTo(250_000);
    }

    @Test
    void missing_optional_fields_have_their_defaults() {
        RouteRules route = read(LEAST).route("r");

        assertThat(route.bucketBy()).isEqualTo("targetingKey");
        assertThat(route.missingKey()).isEqualTo(MissingKeyPolicy.LEGACY);
        assertThat(route.method()).isNull();
        assertThat(route.pathTemplate()).isNull();
        assertThat(route.rollbackCap()).isNull();
        assertThat(read(LEAST).rollback()).isNull();
        assertThat(read(LEAST).segments()).isEmpty();
    }

    @Test
    void unknown_fields_are_ignored() {
        String extended = WHOLE.replace("\"key\":", "\"future\":{\"a\":[1,{}]},\"key\":")
                .replace("\"from\":", "\"curve\":\"linear\",\"from\":")
                .replace("\"operator\":", "\"weight\":0.5,\"operator\":")
                .replaceFirst("\"schema\":", "\"minor\":7,\"schema\":");

        assertThat(extended.length()).isGreaterThan(WHOLE.length() + 100);
        assertThat(read(extended).route("orders.get").cohorts()).hasSize(2);
    }

    @Test
    void a_random_bucket_is_drawn_when_there_is_no_key() {
        RouteRules route = read(WHOLE.replace("\"rollback\":\"isolate\",", "").replace("\"rollback\":\"off\",", ""))
                .route("orders.get");
        long moved = IntStream.range(0, 10_000)
                .filter(i -> route.decide(Context.anonymous()).isNew())
                .count();

        assertThat(moved).as("a quarter, give or take ten standard deviations").isBetween(2_067L, 2_933L);
    }

    @Test
    void refuses_nothing_at_all_and_too_much() {
        assertThatThrownBy(() -> RulesetReader.read(null)).hasMessage("$: there is nothing");
        assertThatThrownBy(() -> RulesetReader.read(new byte[0])).hasMessageStartingWith("$: expected a value");
        assertThatThrownBy(() -> RulesetReader.read(new byte[RulesetReader.MAX_BYTES + 1]))
                .hasMessage("$: more than 16777216 bytes");
    }

    @Test
    void counts_and_lengths_are_limited() {
        assertRefused(
                "$.routes: more than 20000 elements",
                LEAST.replace("\"routes\":[", "\"routes\":[" + "0,".repeat(20_000)));
        assertRefused(
                "$.segments: more than 5000 elements",
                LEAST.replace("\"routes\"", "\"segments\":[" + "0,".repeat(5_000) + "0],\"routes\""));
        assertRefused(
                "$.routes[0].cohorts: more than 100 elements",
                LEAST.replace("\"cohorts\":[", "\"cohorts\":[" + "0,".repeat(100)));
        assertRefused(
                "$.routes[0].cohorts[0].conditions: more than 100 elements",
                WHOLE.replace("[{\"operator\"", "[" + "0,".repeat(100) + "{\"operator\""));
        assertRefused(
                "$.routes[0].cohorts[0].conditions[0].values: more than 10000 elements",
                WHOLE.replace("[\"staff\"]", "[" + "0,".repeat(10_000) + "0]"));
        assertRefused(
                "$.segments[0].included: more than 200000 elements",
                WHOLE.replace("[\"ana\"]", "[" + "0,".repeat(200_000) + "0]"));
        assertRefused("$.routes[0].salt: longer than 256 characters", LEAST.replace("\"s\"", text(257)));
        assertRefused("$.routes[0].path: longer than 2048 characters", WHOLE.replace("\"/orders/{id}\"", text(2_049)));
    }

    @Test
    void the_largest_allowed_ruleset_is_read() {
        String route = LEAST.substring(LEAST.indexOf("{\"key\""), LEAST.lastIndexOf("]}"));
        String routes = IntStream.range(0, RulesetReader.MAX_ROUTES)
                .mapToObj(i -> route.replace("\"r\"", "\"route-" + i + "\""))
                .collect(Collectors.joining(","));

        assertThat(read(LEAST.replace(route, routes)).routes()).hasSize(20_000);
    }

    private static String text(int length) {
        return '"' + "x".repeat(length) + '"';
    }

    private static void assertRefused(String message, String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(RulesetException.class)
                .hasMessage(message);
    }

    private static Ruleset read(String json) {
        return RulesetReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
