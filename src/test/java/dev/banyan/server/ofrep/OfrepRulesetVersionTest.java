package dev.banyan.server.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfrepRulesetVersionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"\"6f1c-11-42\"", "6f1c-11-42", "W/\"6f1c-11-42\"", "\"6f1c-11-42.1abcdef\"", " \"6f1c-11-42\" "
            })
    void a_version_is_read_from_every_tag_of_ours(String tag) {
        assertThat(RulesetVersion.of(tag)).hasValue(new RulesetVersion("6f1c-11", 42, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "\"abc\"",
                "\"6f1c-\"",
                "\"6f1c-4x\"",
                "\"6f1c-99999999999999999999\"",
                "\"a-1\", \"b-2\""
            })
    void a_tag_of_others_is_no_version(String tag) {
        assertThat(RulesetVersion.of(tag)).isEmpty();
        assertThat(RulesetVersion.of((String) null)).isEqualTo(Optional.empty());
    }

    @Test
    void emergencies_make_another_version_of_the_same_revision() {
        RulesetVersion version = new RulesetVersion("6f1c-11", 42, "0123abcd");

        assertThat(RulesetVersion.of(RefetchEvent.id(version))).hasValue(version);
        assertThat(version.isAheadOf(new RulesetVersion("6f1c-11", 42, ""))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a, 2, a, 1, true", "a, 1, a, 1, false", "a, 1, a, 2, false", "b, 2, a, 1, false"})
    void versions_are_comparable_within_an_epoch(
            String epoch, long revision, String otherEpoch, long otherRevision, boolean ahead) {
        assertThat(new RulesetVersion(epoch, revision, "").isAheadOf(new RulesetVersion(otherEpoch, otherRevision, "")))
                .isEqualTo(ahead);
    }
}
