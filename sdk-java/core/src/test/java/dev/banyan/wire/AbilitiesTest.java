package dev.banyan.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AbilitiesTest {

    /** Instances of the first release say nothing about themselves, and are taken for this. */
    @Test
    void the_first_release_understood_all_but_reading_by_parts() {
        assertThat(Abilities.OURS).containsAll(Abilities.FIRST).contains(Abilities.BY_PARTS);
        assertThat(Abilities.FIRST).hasSize(26).doesNotContain(Abilities.BY_PARTS);
    }

    @Test
    void a_part_needs_what_its_rules_are_written_with() {
        assertThat(Abilities.neededBy("""
                {"key":"r","kind":4,"missingKey":"random","needs":["caseless"],"cohorts":[
                  {"name":"vip","conditions":[{"operator":"matches","values":["operator"]}],"rollout":{"from":"off","to":"canary"}},
                  {"name":"default","conditions":[],"rollout":{"from":"off","to":"shadow"}}]}"""))
                .containsExactlyInAnyOrder(
                        "kind:4",
                        "missingKey:random",
                        "caseless",
                        "operator:matches",
                        "stage:off",
                        "stage:canary",
                        "stage:shadow");
        assertThat(Abilities.neededBy("{\"key\":\"staff\",\"conditions\":[{\"operator\":\"in\"}]}"))
                .containsExactly("operator:in");
    }

    /** Everybody can follow one. */
    @Test
    void a_rollback_needs_nothing() {
        assertThat(Abilities.neededBy("{\"key\":\"r\",\"rollback\":\"halfway\"}"))
                .isEmpty();
    }

    @Test
    void no_form_of_a_part_is_too_strange_to_be_looked_at() {
        for (Object place : FutureRuleset.places(FutureRuleset.plain(1, 1))) {
            @SuppressWarnings("unchecked")
            Object odd = FutureRuleset.with(
                    FutureRuleset.plain(1, 1), (java.util.List<Object>) place, FutureRuleset::unknownForm);
            assertThat(Abilities.neededBy(new String(FutureRuleset.bytes(odd)))).isNotNull();
        }
    }
}
