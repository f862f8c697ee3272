package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemanticVersionsTest {

    /** Rising precedence; the first eight are the example of the specification's section 11. */
    private static final List<String> RISING = List.of(
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1-0",
            "1.0.1-0.0",
            "1.0.1-9",
            "1.0.1-10",
            "1.0.1-99999999999999999999",
            "1.0.1--",
            "1.0.1-0a",
            "1.0.1-Z",
            "1.0.1-a",
            "1.0.1-a-",
            "1.0.1-a-b",
            "1.0.1",
            "1.0.2",
            "1.0.10",
            "1.1.0",
            "1.99999999999999999999.0",
            "2.0.0",
            "99999999999999999999.0.0");

    @Test
    void precedence_is_that_of_the_specification() {
        for (int i = 0; i < RISING.size(); i++) {
            for (int j = 0; j < RISING.size(); j++) {
                assertThat(Integer.signum(SemanticVersions.compare(RISING.get(i), RISING.get(j))))
                        .as("%s to %s", RISING.get(i), RISING.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void build_metadata_does_not_count() {
        assertThat(SemanticVersions.compare("1.0.0+1", "1.0.0+2")).isZero();
        assertThat(SemanticVersions.compare("1.0.0+1", "1.0.0")).isZero();
        assertThat(SemanticVersions.compare("1.0.0-rc.1+9-9", "1.0.0-rc.1")).isZero();
        assertThat(SemanticVersions.compare("1.0.0+9-9", "1.0.0-rc.1")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.4",
                "1.2.3",
                "10.20.30",
                "1.1.2-prerelease+meta",
                "1.1.2+meta",
                "1.1.2+meta-valid",
                "1.0.0-alpha",
                "1.0.0-alpha.beta.1",
                "1.0.0-alpha0.valid",
                "1.0.0-alpha.0valid",
                "1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay",
                "1.0.0-rc.1+build.1",
                "2.0.0-rc.1+build.123",
                "1.2.3-beta",
                "10.2.3-DEV-SNAPSHOT",
                "1.2.3-SNAPSHOT-123",
                "2.0.0+build.1848",
                "2.0.1-alpha.1227",
                "1.0.0-alpha+beta",
                "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
                "1.2.3----R-S.12.9.1--.12+meta",
                "1.2.3----RC-SNAPSHOT.12.9.1--.12",
                "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
                "99999999999999999999999.999999999999999999.99999999999999999",
                "1.0.0-0A.is.legal"
            })
    void accepts_what_the_specification_accepts(String version) {
        assertThat(SemanticVersions.isVersion(version)).isTrue();
        assertThat(SemanticVersions.compare(version, version)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3-0123",
                "1.2.3-0123.0123",
                "1.1.2+.123",
                "+invalid",
                "-invalid",
                "-invalid+invalid",
                "-invalid.01",
                "alpha",
                "alpha.beta",
                "alpha.beta.1",
                "alpha.1",
                "alpha+beta",
                "alpha_beta",
                "alpha.",
                "alpha..",
                "beta",
                "1.0.0-alpha_beta",
                "-alpha.",
                "1.0.0-alpha..",
                "1.0.0-alpha..1",
                "1.0.0-alpha...1",
                "01.1.1",
                "1.01.1",
                "1.1.01",
                "1.2.3.DEV",
                "1.2-SNAPSHOT",
                "1.2.31.2.3----RC-SNAPSHOT.12.09.1--..12+788",
                "1.2-RC-SNAPSHOT",
                "-1.0.3-gamma+b7718",
                "+justmeta",
                "9.8.7+meta+meta",
                "9.8.7-whatever+meta+meta",
                "1.2.3-",
                "1.2.3+",
                "1.2.3 ",
                " 1.2.3",
                "1.2.3-é",
                "１.２.３",
                "1.2.",
                "1..2",
                ".1.2"
            })
    void refuses_what_the_specification_refuses(String text) {
        assertThat(SemanticVersions.isVersion(text)).isFalse();
    }
}
