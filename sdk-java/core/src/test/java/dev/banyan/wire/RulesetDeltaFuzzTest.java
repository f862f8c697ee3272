package dev.banyan.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.TestRuleset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Any bytes become a delta, any two texts the one text that the checksum names, or a {@link RulesetException}: nothing else comes out. */
class RulesetDeltaFuzzTest {
    private static final TestRuleset BEFORE =
            TestRuleset.at(41).with("orders.get", 5).with("stock.read", 0);
    private static final TestRuleset AFTER =
            TestRuleset.at(42).with("orders.get", 6).with("users.get", 1).emergency("e-1", "orders.get");

    /** Puts {@code with} in the place of {@code length} bytes. */
    record Damage(int tenThousandths, int length, byte[] with) {
        byte[] to(byte[] bytes) {
            int at = (int) ((long) bytes.length * tenThousandths / 10_000);
            byte[] head = Arrays.copyOf(bytes, at + with.length);
            System.arraycopy(with, 0, head, at, with.length);
            byte[] tail = Arrays.copyOfRange(bytes, Math.min(bytes.length, at + length), bytes.length);
            byte[] all = Arrays.copyOf(head, head.length + tail.length);
            System.arraycopy(tail, 0, all, head.length, tail.length);
            return all;
        }
    }

    @Property(tries = 5_000)
    void a_damaged_delta_gives_the_right_text_or_none(@ForAll("several") List<Damage> all) {
        byte[] delta = AFTER.delta(BEFORE).getBytes(StandardCharsets.UTF_8);
        for (Damage damage : all) {
            delta = damage.to(delta);
        }
        appliedOrRefused(delta, BEFORE.bytes());
    }

    @Property(tries = 5_000)
    void a_damaged_base_gives_the_right_text_or_none(@ForAll("damage") Damage damage) {
        appliedOrRefused(AFTER.delta(BEFORE).getBytes(StandardCharsets.UTF_8), damage.to(BEFORE.bytes()));
    }

    @Property
    void noise_is_refused(@ForAll byte[] noise) {
        assertThat(appliedOrRefused(noise, BEFORE.bytes())).isFalse();
        assertThat(appliedOrRefused(AFTER.delta(BEFORE).getBytes(StandardCharsets.UTF_8), noise))
                .isFalse();
    }

    @Property
    void what_separates_two_rulesets_makes_one_of_the_other(
            @ForAll("rulesets") TestRuleset one, @ForAll("rulesets") TestRuleset other) {
        byte[] delta = other.delta(one).getBytes(StandardCharsets.UTF_8);
        assertThat(RulesetDelta.read(delta).applyTo(one.bytes())).isEqualTo(other.bytes());
    }

    /** A damage within the head or a route changes the text, and so the checksum; one beside them may do no harm. */
    private static boolean appliedOrRefused(byte[] delta, byte[] held) {
        try {
            byte[] result = RulesetDelta.read(delta).applyTo(held);
            assertThat(RulesetText.checksum(result)).isEqualTo(AFTER.checksum());
            return true;
        } catch (RulesetException refused) {
            assertThat(refused.path()).startsWith("$");
            assertThat(refused.getMessage()).hasSizeLessThan(3_000);
            return false;
        }
    }

    @Provide
    Arbitrary<List<Damage>> several() {
        return damage().list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<Damage> damage() {
        Arbitrary<byte[]> letters = Arbitraries.strings()
                .withChars("{}[]\",:0123456789.-+eEtrufalsn\\u \nkeyhad\u00ff")
                .ofMaxLength(4)
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
        Arbitrary<byte[]> pieces = Arbitraries.of("\"routes\":[", "\"head\":{}", "\"key\":\"x\"", "]}", "null")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.oneOf(letters, pieces))
                .as(Damage::new);
    }

    @Provide
    Arbitrary<TestRuleset> rulesets() {
        Arbitrary<String> keys = Arbitraries.of("a", "b", "c.d", "c", "x\u00fc", "z", "\uffee", "\ud83d\ude00");
        Arbitrary<Integer> shares = Arbitraries.integers().between(0, 3);
        return Combinators.combine(Arbitraries.longs().between(1, 9), Arbitraries.maps(keys, shares))
                .as((revision, routes) -> {
                    TestRuleset ruleset = TestRuleset.at(revision);
                    for (String key : routes.keySet()) {
                        ruleset = ruleset.with(key, routes.get(key));
                    }
                    return ruleset;
                });
    }
}
