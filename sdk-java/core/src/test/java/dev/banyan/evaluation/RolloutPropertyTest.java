package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What people may rely on while a percentage is moved up and down. */
class RolloutPropertyTest {

    private static final int SHARES = 1_000_000;

    @Property(tries = 200, seed = "11")
    void raising_a_share_only_adds(
            @ForAll("salts") String salt,
            @ForAll("keys") Set<String> keys,
            @ForAll @IntRange(max = SHARES) int one,
            @ForAll @IntRange(max = SHARES) int other) {
        Set<String> fewer = moved(salt, keys, Math.min(one, other));

        assertThat(moved(salt, keys, Math.max(one, other))).containsAll(fewer);
    }

    @Property(tries = 200, seed = "12")
    void lowering_a_share_removes_the_last_added_first(
            @ForAll("salts") String salt,
            @ForAll("keys") Set<String> keys,
            @ForAll List<@IntRange(max = SHARES) Integer> shares) {
        List<Integer> upwards = new ArrayList<>(shares);
        Collections.sort(upwards);
        List<Set<String>> added = new ArrayList<>();
        Set<String> moved = new LinkedHashSet<>();
        for (int share : upwards) {
            Set<String> batch = new LinkedHashSet<>(moved(salt, keys, share));
            batch.removeAll(moved);
            moved.addAll(batch);
            added.add(batch);
        }
        for (int i = upwards.size() - 1; i > 0; i--) {
            moved.removeAll(added.get(i));

            assertThat(moved(salt, keys, upwards.get(i - 1))).isEqualTo(moved);
        }
    }

    @Property(tries = 200, seed = "13")
    void resuming_after_a_rollback_brings_the_same_contexts_back(
            @ForAll("salts") String salt,
            @ForAll("keys") Set<String> keys,
            @ForAll @IntRange(max = SHARES) int share,
            @ForAll("kinds") RouteKind kind) {
        Set<String> before = atStageTo(kind, salt, keys, share, null);
        Set<String> during = atStageTo(kind, salt, keys, share, kind.rollbackStage());
        Set<String> after = atStageTo(kind, salt, keys, share, null);

        assertThat(during).isEmpty();
        assertThat(after).isEqualTo(before);
    }

    @Property(tries = 200, seed = "14")
    void a_share_of_nothing_moves_nobody_and_a_whole_share_moves_all(
            @ForAll("salts") String salt, @ForAll("keys") Set<String> keys) {
        assertThat(moved(salt, keys, 0)).isEmpty();
        assertThat(moved(salt, keys, SHARES)).isEqualTo(keys);
    }

    @Property(tries = 200, seed = "15")
    void another_attribute_changes_nothing(
            @ForAll("salts") String salt,
            @ForAll("texts") String key,
            @ForAll("texts") String attribute,
            @ForAll @IntRange(max = SHARES) int share) {
        RouteRules route = route(RouteKind.TWO, salt, share, null);
        Context plain = Context.of(key);

        assertThat(route.decide(plain.with("x" + attribute, "value"))).isSameAs(route.decide(plain));
    }

    private static Set<String> moved(String salt, Set<String> keys, int share) {
        return atStageTo(RouteKind.TWO, salt, keys, share, null);
    }

    private static Set<String> atStageTo(RouteKind kind, String salt, Set<String> keys, int share, Stage cap) {
        RouteRules route = route(kind, salt, share, cap);
        Stage to = kind.stages().get(kind.stageCount() - 1);
        Set<String> there = new LinkedHashSet<>();
        for (String key : keys) {
            if (route.decide(Context.of(key)).stage() == to) {
                there.add(key);
            }
        }
        return there;
    }

    private static RouteRules route(RouteKind kind, String salt, int share, Stage cap) {
        int last = kind.stageCount() - 1;
        Rollout rollout = Rollout.of(kind.stages().get(last - 1), kind.stages().get(last), share);
        return Rules.route(RouteDefinition.builder("route", kind, salt)
                .rollback(cap)
                .cohort(Cohort.of("default", Collections.emptyList(), rollout)));
    }

    @Provide
    Arbitrary<RouteKind> kinds() {
        return Arbitraries.of(RouteKind.values());
    }

    @Provide
    Arbitrary<String> salts() {
        return Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(20);
    }

    @Provide
    Arbitrary<Set<String>> keys() {
        return texts().set().ofMaxSize(60);
    }

    /** An empty key is a missing one, and another rule. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMinLength(1).ofMaxLength(30);
    }
}
