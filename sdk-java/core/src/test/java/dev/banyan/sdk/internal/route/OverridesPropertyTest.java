package dev.banyan.sdk.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.TestSettings;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Tally;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands around it, an entry that can be understood holds. */
class OverridesPropertyTest {
    private static final Logger LOGGER = Logger.getLogger("dev.banyan.sdk");

    @BeforeContainer
    static void quiet() {
        LOGGER.setLevel(Level.OFF);
    }

    @Property(tries = 3_000, seed = "61")
    void noise_around_an_entry_changes_nothing(@ForAll("noise") String before, @ForAll("noise") String after) {
        Overrides overrides = overrides(before + "\norders.get:off\n" + after);

        assertThat(overrides.look()).isTrue();
        assertThat(overrides.look()).isFalse();
        assertThat(overrides.of("orders.get").stage).isEqualTo(Stage.OFF);
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(60),
                Arbitraries.strings().withChars("*:,;#\n\r .ofliveshadw\u0000").ofMaxLength(60));
    }

    private static Overrides overrides(String text) {
        Platform platform = new Platform() {
            @Override
            public String environment(String name) {
                return "";
            }

            @Override
            public String property(String name) {
                return text;
            }
        };
        Log log = new Log(platform);
        Settings settings = TestSettings.of(platform, "http://127.0.0.1:1", null);
        return new Overrides(settings, new Faults(new Tally(), log), log);
    }
}
