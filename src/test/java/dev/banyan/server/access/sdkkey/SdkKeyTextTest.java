package dev.banyan.server.access.sdkkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SdkKeyTextTest {

    private final String key = SdkKeyText.generate(new SecureRandom());

    @Test
    void a_key_has_the_form_that_scanners_look_for() {
        assertThat(key).matches("bny_sdk_[0-9A-Za-z]{38}");
        assertThat(SdkKeyText.wellFormed(key)).isTrue();
    }

    @Test
    void two_keys_differ() {
        assertThat(SdkKeyText.generate(new SecureRandom())).isNotEqualTo(key);
    }

    @Test
    void a_mistyped_character_anywhere_is_noticed() {
        for (int i = 0; i < key.length(); i++) {
            char other = key.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(SdkKeyText.wellFormed(key.substring(0, i) + other + key.substring(i + 1)))
                    .as("position %d", i)
                    .isFalse();
        }
    }

    @Test
    void anything_else_is_no_key() {
        for (String text :
                new String[] {null, "", "bny_sdk_", key + "0", key.substring(1), " " + key, "é".repeat(46)}) {
            assertThat(SdkKeyText.wellFormed(text)).as("%s", text).isFalse();
        }
    }

    @Test
    void the_hint_gives_away_four_characters() {
        assertThat(SdkKeyText.hint(key)).isEqualTo("bny_sdk_…" + key.substring(42));
    }
}
