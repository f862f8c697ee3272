package dev.banyan.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.TestRuleset;
import org.junit.jupiter.api.Test;

class TruthTest {

    private final Truth truth = new Truth();

    @Test
    void only_what_a_committed_revision_gives_is_allowed() {
        truth.learn(TestRuleset.at(5).with(Plane.ROUTE, 1_000_000).json());

        assertThat(truth.allows(new Observation(5, 0, "complete"))).isTrue();
        assertThat(truth.allows(new Observation(5, 0, "off"))).isFalse();
        assertThat(truth.allows(new Observation(6, 0, "complete"))).isFalse();
    }

    @Test
    void without_a_ruleset_legacy_serves() {
        assertThat(truth.allows(new Observation(0, 0, "off"))).isTrue();
        assertThat(truth.allows(new Observation(0, 0, "complete"))).isFalse();
    }

    @Test
    void after_a_restore_one_revision_has_been_two_things() {
        truth.learn(TestRuleset.at(5).with(Plane.ROUTE, 1_000_000).json());
        truth.learn(TestRuleset.at(5).epoch("later").with(Plane.ROUTE, 0).json());

        assertThat(truth.allows(new Observation(5, 0, "complete"))).isTrue();
        assertThat(truth.allows(new Observation(5, 0, "off"))).isTrue();
        assertThat(truth.epoch()).isEqualTo("later");
    }
}
