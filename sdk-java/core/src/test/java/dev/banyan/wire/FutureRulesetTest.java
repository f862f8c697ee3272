package dev.banyan.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Stage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a later release writes, wherever it does: each place in a ruleset is spoiled once, and only what belongs to it keeps its last rules. */
class FutureRulesetTest {
    private static final Object OLD = FutureRuleset.plain(41, 1_000_000);
    private static final Object NEW = FutureRuleset.plain(42, 200_000);
    private static final Ruleset BEFORE = RulesetReader.read(FutureRuleset.bytes(OLD), () -> 4_321);
    private static final Ruleset NOW = RulesetReader.read(FutureRuleset.bytes(NEW), () -> 4_321);
    private static final List<Context> CONTEXTS = contexts();
    private static final Map<String, List<String>> DECIDED_BEFORE = decisions(BEFORE);
    private static final Map<String, List<String>> DECIDED_NOW = decisions(NOW);
    private static final List<String> ROUTES = List.of("every.field", "plain", "by.segment", "rolled.back");
    private static final Set<String> FRAME =
            Set.of("schema", "project", "environment", "epoch", "revision", "segments", "routes");
    /** Texts that are names or free words: another text there is nothing new. */
    private static final Map<String, Object> LATER = Map.of(
            "operator",
            "matches",
            "from",
            "canary",
            "to",
            "canary",
            "missingKey",
            "ask",
            "mode",
            "pause",
            "rollback",
            "halfway",
            "kind",
            5);

    static Stream<List<Object>> places() {
        return FutureRuleset.places(NEW).stream().filter(place -> !place.isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void an_unknown_form_costs_only_what_it_belongs_to(List<Object> place) {
        byte[] text = FutureRuleset.bytes(FutureRuleset.with(NEW, place, FutureRuleset::unknownForm));
        assertThatThrownBy(() -> RulesetReader.read(text)).isInstanceOf(RulesetException.class);

        if (place.size() == 1 && FRAME.contains(place.get(0))) {
            assertThatThrownBy(() -> RulesetReader.readByParts(text)).isInstanceOf(RulesetException.class);
        } else {
            assertKept(text, place);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void an_unknown_word_costs_only_what_it_belongs_to(List<Object> place) {
        Object later = LATER.get(String.valueOf(place.get(place.size() - 1)));
        if (later == null) {
            return;
        }
        byte[] text = FutureRuleset.bytes(FutureRuleset.with(NEW, place, today -> later));
        assertThatThrownBy(() -> RulesetReader.read(text)).isInstanceOf(RulesetException.class);

        assertKept(text, place);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("places")
    void a_new_field_that_may_be_passed_over_costs_nothing(List<Object> place) {
        Object spoiled = FutureRuleset.with(
                NEW,
                place,
                today -> today instanceof Map ? FutureRuleset.withField(today, "later", List.of(Map.of())) : today);
        Ruleset read = RulesetReader.readByParts(FutureRuleset.bytes(spoiled), () -> 4_321);

        assertThat(decisions(read)).isEqualTo(decisions(NOW));
        assertThat(read.unread()).isEmpty();
        assertThat(read.unreadHead()).isEmpty();
    }

    @Test
    void a_new_field_that_may_not_be_passed_over_is_named_in_what_the_part_needs() {
        List<List<Object>> parts = places().filter(place ->
                        place.size() == 2 && Set.of("segments", "routes").contains(place.get(0)))
                .toList();
        assertThat(parts).hasSize(6);

        for (List<Object> part : parts) {
            byte[] text = FutureRuleset.bytes(FutureRuleset.with(
                    NEW, part, today -> FutureRuleset.withField(today, "needs", List.of("caseless"))));
            assertKept(text, part);
        }
    }

    @Test
    void a_part_that_needs_nothing_is_understood() {
        byte[] text = FutureRuleset.bytes(FutureRuleset.with(
                NEW, List.of("routes", 1), today -> FutureRuleset.withField(today, "needs", List.of())));

        assertThat(RulesetReader.read(text).unread()).isEmpty();
    }

    @Test
    void everything_at_once_that_belongs_to_routes_leaves_all_of_them_where_they_were() {
        Object spoiled = NEW;
        for (int i = 0; i < ROUTES.size(); i++) {
            spoiled = FutureRuleset.with(spoiled, List.of("routes", i, "kind"), today -> 5);
        }
        Ruleset read = followed(FutureRuleset.bytes(spoiled));

        assertThat(decisions(read)).isEqualTo(decisions(BEFORE));
        assertThat(read.revision()).isEqualTo(42);
        assertThat(read.unread()).extracting(route -> route.keptRevision()).containsOnly(41L);
    }

    @Test
    void rollbacks_hold_for_a_route_that_is_not_understood() {
        List<Object> plain = List.of("routes", 1);
        Object unread = FutureRuleset.with(NEW, plain, today -> FutureRuleset.withField(today, "needs", List.of("x")));
        Object ofTheRoute =
                FutureRuleset.with(unread, plain, today -> FutureRuleset.withField(today, "rollback", "off"));
        Object ofAll = FutureRuleset.with(unread, List.of("rollback"), today -> "isolate");
        Object inAnEmergency =
                FutureRuleset.with(unread, List.of("emergencies", 0, "routes"), today -> List.of("plain"));

        assertThat(followed(FutureRuleset.bytes(unread)).route("plain").decide(Context.of("a")))
                .hasToString("plain=complete (STALE, cohort default, revision 41)");
        for (Object rolledBack : List.of(ofTheRoute, ofAll, inAnEmergency)) {
            assertThat(followed(FutureRuleset.bytes(rolledBack)).route("plain").decide(Context.of("a")))
                    .hasToString("plain=off (ROLLBACK, cohort default, revision 41)");
            assertThat(RulesetReader.readByParts(FutureRuleset.bytes(rolledBack))
                            .withoutRules("plain", Stage.COMPLETE))
                    .as("where no earlier rules are known")
                    .hasToString("plain=off (ROLLBACK, revision 42)");
        }
        assertThat(RulesetReader.readByParts(FutureRuleset.bytes(unread)).withoutRules("plain", Stage.COMPLETE))
                .hasToString("plain=complete (DEFAULT, revision 42)");
    }

    @Test
    void the_end_of_a_rollback_leads_no_further_than_the_rules_that_are_known() {
        Object rolledBack = FutureRuleset.with(
                OLD, List.of("routes", 1), today -> FutureRuleset.withField(today, "rollback", "off"));
        Object resumed = FutureRuleset.with(NEW, List.of("routes", 1, "kind"), today -> 5);
        Ruleset read = RulesetReader.readByParts(FutureRuleset.bytes(resumed))
                .keeping(RulesetReader.read(FutureRuleset.bytes(rolledBack)));

        assertThat(read.route("plain").decide(Context.of("a")).stage()).isEqualTo(Stage.OFF);
    }

    @Test
    void a_route_that_was_never_started_serves_nobody_from_new_whatever_else_it_says() {
        Object off = FutureRuleset.with(NEW, List.of("routes", 1, "enabled"), today -> false);
        Object spoiled = FutureRuleset.with(off, List.of("routes", 1, "kind"), today -> 5);

        assertThat(RulesetReader.readByParts(FutureRuleset.bytes(spoiled))
                        .withoutRules("plain", Stage.COMPLETE)
                        .stage())
                .isEqualTo(Stage.OFF);
    }

    @Test
    void what_is_understood_again_is_followed_again() {
        Object spoiled = FutureRuleset.with(NEW, List.of("routes", 1, "kind"), today -> 5);
        Ruleset again = NOW.keeping(followed(FutureRuleset.bytes(spoiled)));

        assertThat(again.unread()).isEmpty();
        assertThat(decisions(again)).isEqualTo(decisions(NOW));
    }

    @Test
    void kept_rules_outlast_any_number_of_changes_and_the_way_over_a_file() {
        Object spoiled = FutureRuleset.with(NEW, List.of("routes", 2, "kind"), today -> 5);
        Ruleset first = followed(FutureRuleset.bytes(spoiled));
        Map<String, String> texts = KeptText.of(first, BEFORE, FutureRuleset.bytes(OLD), Map.of());
        byte[] later = FutureRuleset.bytes(FutureRuleset.with(spoiled, List.of("revision"), today -> 50L));
        Ruleset second = RulesetReader.readByParts(later).keeping(first);
        Map<String, String> carried = KeptText.of(second, first, FutureRuleset.bytes(spoiled), texts);
        Ruleset restored = KeptText.keeping(RulesetReader.readByParts(later), KeptText.split(KeptText.join(carried)));

        assertThat(decisions(second).get("by.segment"))
                .isEqualTo(decisions(BEFORE).get("by.segment"));
        assertThat(decisions(restored)).isEqualTo(decisions(second));
        assertThat(restored.unread().iterator().next().keptRevision()).isEqualTo(41);
    }

    @Test
    void pins_are_refused_rather_than_trusted_when_their_settings_are_not_understood() {
        byte[] spoiled = FutureRuleset.bytes(
                FutureRuleset.with(NEW, List.of("pinning", "secrets"), today -> Map.of("by", "a later way")));

        assertThat(RulesetReader.readByParts(spoiled).pinning().allowsPins()).isFalse();
        assertThat(followed(spoiled).pinning().secrets()).containsExactly("0123456789abcdef");
    }

    @Test
    void no_other_environment_lends_its_rules() {
        Object spoiled = FutureRuleset.with(NEW, List.of("routes", 1, "kind"), today -> 5);
        Object elsewhere = FutureRuleset.with(OLD, List.of("environment"), today -> "staging");

        assertThat(RulesetReader.readByParts(FutureRuleset.bytes(spoiled))
                        .keeping(RulesetReader.read(FutureRuleset.bytes(elsewhere)))
                        .route("plain"))
                .isNull();
    }

    /** The routes that belong to the place decide as before, all others as they now should; a rollback that is not understood is one. */
    private static void assertKept(byte[] text, List<Object> place) {
        Ruleset read = followed(text);
        Set<String> kept = belongingTo(place);
        Map<String, List<String>> expected = new TreeMap<>();
        ROUTES.forEach(route -> expected.put(route, (kept.contains(route) ? DECIDED_BEFORE : DECIDED_NOW).get(route)));

        if (rollsEverythingBack(place)) {
            assertThat(stages(read, ROUTES)).allMatch(stage -> stage.compareTo(Stage.SHADOW) <= 0);
        } else if (place.get(place.size() - 1).equals("rollback")) {
            assertThat(stages(read, kept)).allMatch(stage -> stage.compareTo(Stage.SHADOW) <= 0);
            assertThat(decisions(read).get("plain")).isEqualTo(DECIDED_NOW.get("plain"));
        } else {
            assertThat(decisions(read)).isEqualTo(expected);
        }
        assertThat(keysOf(read)).isEqualTo(kept);
        assertThat(read.unreadHead().isEmpty()).isEqualTo(!isHead(place));
        for (String route : kept) {
            assertThat(read.route(route).decide(Context.of("a")).reason()).isIn(Reason.STALE, Reason.ROLLBACK);
        }
    }

    private static boolean rollsEverythingBack(List<Object> place) {
        boolean emergency = place.get(0).equals("emergencies")
                && (place.size() < 3 || !place.get(place.size() - 1).equals("mode"));
        return emergency || place.equals(List.of("rollback"));
    }

    private static boolean isHead(List<Object> place) {
        return !Set.of("segments", "routes").contains(place.get(0));
    }

    private static Set<String> belongingTo(List<Object> place) {
        if (place.get(0).equals("routes")) {
            return Set.of(ROUTES.get((int) place.get(1)));
        }
        return place.get(0).equals("segments")
                ? Set.of((int) place.get(1) == 0 ? "by.segment" : "rolled.back")
                : Set.of();
    }

    private static Set<String> keysOf(Ruleset ruleset) {
        Set<String> keys = new HashSet<>();
        ruleset.unread().forEach(route -> keys.add(route.key()));
        return keys;
    }

    private static Ruleset followed(byte[] text) {
        return RulesetReader.readByParts(text, () -> 4_321).keeping(BEFORE);
    }

    private static Set<Stage> stages(Ruleset ruleset, Collection<String> routes) {
        Set<Stage> stages = new TreeSet<>();
        for (String route : routes) {
            CONTEXTS.forEach(
                    context -> stages.add(ruleset.route(route).decide(context).stage()));
        }
        return stages;
    }

    /** Without revision and reason, which say where the rules come from. */
    private static Map<String, List<String>> decisions(Ruleset ruleset) {
        Map<String, List<String>> decisions = new TreeMap<>();
        for (RouteRules route : ruleset.routes()) {
            List<String> all = new ArrayList<>();
            for (Context context : CONTEXTS) {
                Decision decision = route.decide(context);
                all.add(decision.stage() + " " + decision.cohort() + " " + decision.keyMissing());
            }
            decisions.put(route.key(), all);
        }
        return decisions;
    }

    private static List<Context> contexts() {
        List<Context> contexts = new ArrayList<>(List.of(Context.anonymous()));
        for (int i = 0; i < 30; i++) {
            contexts.add(Context.of("customer-" + i)
                    .with("account", i)
                    .with("email", i % 3 == 0 ? "ana" : "bob")
                    .with("age", 15 + i % 6)
                    .with("country", i % 2 == 0 ? "DE" : "FR")
                    .with("app", "1." + i % 4 + ".1"));
        }
        return contexts;
    }
}
