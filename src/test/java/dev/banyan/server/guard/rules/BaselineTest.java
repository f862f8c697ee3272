package dev.banyan.server.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.guard.rail.Method;
import dev.banyan.server.guard.statistics.Aim;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final Aim AIM = new Aim(0.005, 0.01);
    private static final Instant NOON = Traffic.START;

    @Test
    void what_is_usual_is_known_after_enough_requests_of_legacy_whatever_new_does() {
        Baseline little = usual().plus(look(499, 4, 10_000, 10_000), AIM, NOON);
        Baseline enough = little.plus(look(1, 0, 0, 0), AIM, NOON);

        assertThat(little.known()).isFalse();
        assertThat(little.legacy()).isNull();
        assertThat(enough.known()).isTrue();
        assertThat(enough.share()).isEqualTo(5.0 / 502);
    }

    @Test
    void what_comes_later_does_not_move_it() {
        Baseline known = known(1_000, 10);

        assertThat(known.plus(look(1_000, 20, 1_000, 20), AIM, NOON).share()).isEqualTo(11.0 / 1_002);
    }

    @Test
    void it_leaves_room_for_what_changes_over_a_day_and_no_more() {
        assertThat(known(10_000, 999).legacy().budget()).isEqualTo(0.15, Offset.offset(0.0001));
        assertThat(known(100_000, 99).legacy().budget()).isEqualTo(0.001 + 0.005, Offset.offset(0.0001));
    }

    @Test
    void a_legacy_that_is_always_bad_cannot_become_worse_and_is_learnt_on() {
        Baseline always = known(1_000, 1_000).plus(look(9_000, 0, 1_000, 1_000), AIM, NOON);

        assertThat(known(1_000, 1_000).legacy()).isNull();
        assertThat(always.share()).isEqualTo(1_001.0 / 10_002);
        assertThat(always.legacy()).isNotNull();
    }

    @Test
    void a_fault_of_both_lasts_half_a_minute_after_it_was_found_last() {
        Baseline both = known(1_000, 1).plus(look(1_000, 500, 1_000, 500), AIM, NOON);

        assertThat(both.bothAreWorse(NOON)).isTrue();
        assertThat(both.legacyIsWorse(NOON.plusMillis(29_999))).isTrue();
        assertThat(both.bothAreWorse(NOON.plusMillis(29_999))).isTrue();
        assertThat(both.legacyIsWorse(NOON.plusSeconds(30))).isFalse();
        assertThat(both.bothAreWorse(NOON.plusSeconds(30))).isFalse();
    }

    @Test
    void while_it_lasts_it_is_found_again() {
        Baseline first = known(1_000, 1).plus(look(1_000, 500, 1_000, 500), AIM, NOON);
        Baseline again = first.plus(look(1_000, 500, 1_000, 500), AIM, NOON.plusSeconds(20));

        assertThat(again.bothAreWorse(NOON.plusSeconds(40))).isTrue();
    }

    @Test
    void a_fault_of_one_side_is_not_one_of_both() {
        Baseline legacy = known(1_000, 1).plus(look(1_000, 500, 1_000, 1), AIM, NOON);
        Baseline fresh = known(1_000, 1).plus(look(1_000, 1, 1_000, 500), AIM, NOON);

        assertThat(legacy.legacyIsWorse(NOON)).isTrue();
        assertThat(legacy.bothAreWorse(NOON)).isFalse();
        assertThat(fresh.legacyIsWorse(NOON)).isFalse();
        assertThat(fresh.bothAreWorse(NOON)).isFalse();
    }

    @Test
    void the_next_episode_begins_with_the_newest_share_that_was_in_order() {
        Baseline little = known(1_000, 10).plus(look(499, 4, 0, 0), AIM, NOON).carried(AIM);
        Baseline newer = known(1_000, 10).plus(look(500, 4, 0, 0), AIM, NOON).carried(AIM);
        Baseline faulty =
                known(1_000, 10).plus(look(1_000, 500, 0, 0), AIM, NOON).carried(AIM);

        assertThat(little.share()).isEqualTo(11.0 / 1_002);
        assertThat(newer.share()).isEqualTo(5.0 / 502);
        assertThat(faulty.share()).isEqualTo(11.0 / 1_002);
        assertThat(faulty.legacyIsWorse(NOON)).isFalse();
        assertThat(newer.legacy()).isNotNull();
    }

    @Test
    void much_that_was_seen_weighs_no_more_than_20000_requests() {
        Baseline carried = known(200_000, 2_000).carried(AIM);

        assertThat(carried.calls()).isEqualTo(20_000);
        assertThat(carried.bad()).isEqualTo(200);
    }

    @Test
    void what_was_not_known_yet_is_gone_on_with() {
        Baseline carried = usual().plus(look(300, 3, 0, 0), AIM, NOON).carried(AIM);

        assertThat(carried.known()).isFalse();
        assertThat(carried.legacy()).isNull();
        assertThat(carried.plus(look(200, 2, 0, 0), AIM, NOON).share()).isEqualTo(6.0 / 502);
    }

    private static Baseline usual() {
        return Baseline.unknown("call");
    }

    private static Baseline known(long calls, long bad) {
        return usual().plus(look(calls, bad, 0, 0), AIM, NOON);
    }

    private static Observation look(long legacyCalls, long legacyBad, long newCalls, long newBad) {
        return ObservationBuilder.builder()
                .method(Method.COMPARED)
                .operation("call")
                .legacyCalls(legacyCalls)
                .legacyBad(legacyBad)
                .newCalls(newCalls)
                .newBad(newBad)
                .build();
    }
}
