package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTest {

    @ParameterizedTest
    @CsvSource({
        // stage, answers, reads legacy, reads new, writes legacy, writes new
        "off,       legacy, true,  false, true,  false",
        "dualwrite, legacy, true,  false, true,  true",
        "shadow,    legacy, true,  true,  true,  true",
        "live,      new,    true,  true,  true,  true",
        "rampdown,  new,    false, true,  true,  true",
        "complete,  new,    false, true,  false, true"
    })
    void says_what_a_request_does(
            String key, String side, boolean readsLegacy, boolean readsNew, boolean writesLegacy, boolean writesNew) {
        Stage stage = Stage.parse(key);

        assertThat(stage.key()).isEqualTo(key);
        assertThat(stage.side().key()).isEqualTo(side);
        assertThat(List.of(stage.readsLegacy(), stage.readsNew(), stage.writesLegacy(), stage.writesNew()))
                .containsExactly(readsLegacy, readsNew, writesLegacy, writesNew);
    }

    @Test
    void refuses_an_unknown_key_and_names_the_allowed_ones() {
        assertThatThrownBy(() -> Stage.parse("OFF"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown stage 'OFF'; allowed: off, dualwrite, shadow, live, rampdown, complete");
        assertThatThrownBy(() -> Stage.parse(null)).isInstanceOf(IllegalArgumentException.class);
    }
}
