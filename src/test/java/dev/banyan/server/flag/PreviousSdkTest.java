package dev.banyan.server.flag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.server.flag.state.RandomRuleset;
import dev.banyan.wire.RulesetReader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Services are upgraded after the server, one by one: the SDK that they still have must decide by today's rulesets as today's does. */
class PreviousSdkTest {
    private static final int RULESETS = 60;
    private static final List<Map<String, Object>> CONTEXTS = contexts();
    private static final SdkRelease FIRST = SdkRelease.first();
    private static final SdkRelease PREVIOUS = SdkRelease.previous();
    private static final SdkRelease TODAY = SdkRelease.today();

    @AfterAll
    static void letGo() throws IOException {
        FIRST.close();
        PREVIOUS.close();
    }

    static Stream<SdkRelease> earlier() {
        return Stream.of(FIRST, PREVIOUS);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("earlier")
    void decides_as_todays_by_whatever_the_server_publishes(SdkRelease release) throws ReflectiveOperationException {
        for (int seed = 0; seed < RULESETS; seed++) {
            byte[] text = new RandomRuleset(seed).text(false);

            assertThat(release.answers(text, CONTEXTS)).isEqualTo(TODAY.answers(text, CONTEXTS));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("earlier")
    void leaves_out_what_a_later_release_adds_anywhere(SdkRelease release) throws ReflectiveOperationException {
        byte[] text = new RandomRuleset(1).text(false);
        String more =
                new String(text, StandardCharsets.UTF_8).replaceAll("\\{(?=\")", "{\"later\":{\"than\":[1,null]},");

        assertThat(release.answers(more.getBytes(StandardCharsets.UTF_8), CONTEXTS))
                .isEqualTo(TODAY.answers(text, CONTEXTS));
    }

    /** The first was made before there were emergencies, and hears of such a rollback when it is committed. */
    @Test
    void reads_rulesets_with_emergencies_whether_it_knows_them_or_not() throws ReflectiveOperationException {
        byte[] text = new RandomRuleset(1).text(true);
        assertThat(RulesetReader.read(text, () -> 0).emergencies()).hasSize(1);

        assertThat(FIRST.answers(text, CONTEXTS)).isEqualTo(TODAY.answers(new RandomRuleset(1).text(false), CONTEXTS));
        assertThat(PREVIOUS.answers(text, CONTEXTS)).isEqualTo(TODAY.answers(text, CONTEXTS));
    }

    /** Words that are not even known today, wherever a route may have them. */
    @ParameterizedTest
    @CsvSource({
        "kind, '\"kind\":\\d', '\"kind\":5'",
        "stage, '\"to\":\"\\w+\"', '\"to\":\"canary\"'",
        "key policy, '\"missingKey\":\"\\w+\"', '\"missingKey\":\"ask\"'",
        "need, '\"enabled\"', '\"needs\":[\"caseless\"],\"enabled\"'",
        "form, '\"cohorts\":\\[', '\"cohorts\":{},\"before\":['"
    })
    void goes_on_with_all_routes_but_the_one_that_a_later_release_has_written(String what, String today, String later)
            throws ReflectiveOperationException {
        byte[] before = new RandomRuleset(1).text(false);
        byte[] plain = new RandomRuleset(2).text(true);
        String text = new String(plain, StandardCharsets.UTF_8);
        int place = text.indexOf("{\"key\":\"route-3\"");
        byte[] spoiled = (text.substring(0, place)
                        + text.substring(place).replaceFirst(today, Matcher.quoteReplacement(later)))
                .getBytes(StandardCharsets.UTF_8);
        if (!what.equals("need")) {
            assertThatThrownBy(() -> FIRST.answers(spoiled, CONTEXTS)).isInstanceOf(InvocationTargetException.class);
        }

        Map<String, List<String>> expected = TODAY.followed(before, plain, CONTEXTS);
        Map<String, List<String>> answers = PREVIOUS.followed(before, spoiled, CONTEXTS);
        assertThat(answers).isEqualTo(TODAY.followed(before, spoiled, CONTEXTS));
        assertThat(answers.get("route-3")).isNotEqualTo(expected.get("route-3"));
        expected.remove("route-3");
        assertThat(answers).containsAllEntriesOf(expected).hasSize(expected.size() + 1);
    }

    /** Otherwise today's would be compared with itself. */
    @Test
    void is_another_than_todays() throws ReflectiveOperationException {
        String name = RulesetReader.class.getName();

        for (SdkRelease release : List.of(FIRST, PREVIOUS)) {
            assertThat(release.classes().loadClass(name))
                    .isNotSameAs(TODAY.classes().loadClass(name));
        }
        assertThat(FIRST.classes().getResource("dev/banyan/wire/RulesetDelta.class"))
                .isNull();
        assertThat(PREVIOUS.classes().getResource("dev/banyan/wire/Abilities.class"))
                .isNotNull();
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
