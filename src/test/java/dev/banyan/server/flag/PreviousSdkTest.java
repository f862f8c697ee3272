package dev.banyan.server.flag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.wire.RulesetReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Services are upgraded after the server, one by one: the SDK that they still have must decide by today's rulesets as today's does. */
class PreviousSdkTest {
    private static final int RULESETS = 60;
    private static final List<Map<String, Object>> CONTEXTS = contexts();
    private static final SdkRelease PREVIOUS = SdkRelease.previous();
    private static final SdkRelease TODAY = SdkRelease.today();

    @AfterAll
    static void letGo() throws IOException {
        PREVIOUS.close();
    }

    @Test
    void decides_as_todays_by_whatever_the_server_publishes() throws ReflectiveOperationException {
        for (int seed = 0; seed < RULESETS; seed++) {
            byte[] text = new RandomRuleset(seed).text(false);

            assertThat(PREVIOUS.answers(text, CONTEXTS)).isEqualTo(TODAY.answers(text, CONTEXTS));
        }
    }

    @Test
    void leaves_out_what_a_later_release_adds_anywhere() throws ReflectiveOperationException {
        byte[] text = new RandomRuleset(1).text(false);
        String more =
                new String(text, StandardCharsets.UTF_8).replaceAll("\\{(?=\")", "{\"later\":{\"than\":[1,null]},");

        assertThat(PREVIOUS.answers(more.getBytes(StandardCharsets.UTF_8), CONTEXTS))
                .isEqualTo(TODAY.answers(text, CONTEXTS));
    }

    /** It was made before there were emergencies, and hears of such a rollback when it is committed. */
    @Test
    void reads_rulesets_with_emergencies_which_it_does_not_know() throws ReflectiveOperationException {
        byte[] text = new RandomRuleset(1).text(true);
        assertThat(RulesetReader.read(text, () -> 0).emergencies()).hasSize(1);

        assertThat(PREVIOUS.answers(text, CONTEXTS))
                .isEqualTo(TODAY.answers(new RandomRuleset(1).text(false), CONTEXTS));
    }

    /** Otherwise today's would be compared with itself. */
    @Test
    void is_another_than_todays() throws ReflectiveOperationException {
        String name = RulesetReader.class.getName();

        assertThat(PREVIOUS.classes().loadClass(name))
                .isNotSameAs(TODAY.classes().loadClass(name));
        assertThat(PREVIOUS.classes().getResource("dev/banyan/wire/RulesetDelta.class"))
                .isNull();
    }

    private static List<Map<String, Object>> contexts() {
        Random random = new Random(11);
        List<Map<String, Object>> contexts = new ArrayList<>(List.of(Map.of()));
        for (int i = 0; i < 80; i++) {
            Map<String, Object> all = new HashMap<>(Map.of(
                    "targetingKey",
                    "customer-" + i,
                    "tenant",
                    "tenant-" + random.nextInt(20),
                    "country",
                    List.of("DE", "AT", "FR").get(random.nextInt(3)),
                    "email",
                    "customer-" + i + "@example.com",
                    "age",
                    random.nextBoolean() ? (Object) random.nextInt(60) : random.nextDouble() * 60,
                    "since",
                    "202" + (5 + random.nextInt(2)) + "-07-01T00:00:00Z",
                    "app",
                    List.of("1.9.3", "2.0.0-rc.1", "2.0.0", "2.1.0").get(random.nextInt(4)),
                    "premium",
                    random.nextBoolean()));
            all.keySet().removeIf(name -> random.nextInt(6) == 0);
            contexts.add(all);
        }
        return List.copyOf(contexts);
    }
}
