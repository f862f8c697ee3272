package dev.banyan.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.vectors.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Bytes become a whole ruleset that always decides, or a {@link RulesetException}: nothing else may come out. */
class RulesetFuzzTest {

    private static final List<byte[]> RULESETS = rulesets();
    private static final List<Context> CONTEXTS = List.of(
            Context.anonymous(),
            Context.of("customer-42"),
            Context.of("\ud83d").with("country", "DE").with("age", 18),
            Context.of("").with("account", 42).with("tier", "gold"));
    private static final byte[] ALPHABET =
            "{}[]\",:0123456789.-+eEtrufalsn\\u \n\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    @RepeatedTest(10)
    void damaged_rulesets_are_read_whole_or_refused(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = RULESETS.get(random.nextInt(RULESETS.size())).clone();
            for (int damage = random.nextInt(3); damage >= 0; damage--) {
                bytes = damaged(bytes, random);
            }
            refused += readOrRefuse(bytes);
        }

        assertThat(refused).as("some are refused, some are not").isBetween(500, 1_999);
    }

    @Test
    void a_ruleset_cut_short_is_refused() {
        byte[] whole = RULESETS.get(0);
        for (int length = 0; length < whole.length; length++) {
            assertThat(readOrRefuse(Arrays.copyOf(whole, length))).isEqualTo(1);
        }
    }

    @Test
    void noise_is_refused() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);

            assertThat(readOrRefuse(noise)).isEqualTo(1);
        }
    }

    /** 1 when the bytes were refused; 0 when they were read, and then every route decides. */
    private static int readOrRefuse(byte[] bytes) {
        Ruleset ruleset;
        try {
            ruleset = RulesetReader.read(bytes);
        } catch (RulesetException refused) {
            assertThat(refused.path()).startsWith("$");
            assertThat(refused.getMessage()).hasSizeLessThan(3_000);
            return 1;
        }
        ruleset.routes()
                .forEach(route -> CONTEXTS.forEach(
                        context -> assertThat(route.decide(context).reason()).isNotEqualTo(Reason.ERROR)));
        return 0;
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(30));
        switch (random.nextInt(5)) {
            case 0:
                bytes[at] = (byte) random.nextInt(256);
                return bytes;
            case 1:
                bytes[at] = ALPHABET[random.nextInt(ALPHABET.length)];
                return bytes;
            case 2:
                return joined(bytes, at, bytes, end);
            case 3:
                return joined(bytes, end, bytes, at);
            default:
                byte[] other = RULESETS.get(random.nextInt(RULESETS.size()));
                return joined(bytes, at, other, random.nextInt(other.length));
        }
    }

    private static byte[] joined(byte[] head, int headEnd, byte[] tail, int tailStart) {
        byte[] joined = Arrays.copyOf(head, headEnd + tail.length - tailStart);
        System.arraycopy(tail, tailStart, joined, headEnd, tail.length - tailStart);
        return joined.length == 0 ? new byte[1] : joined;
    }

    private static List<byte[]> rulesets() {
        List<byte[]> rulesets = new ArrayList<>();
        try (InputStream in = RulesetFuzzTest.class.getResourceAsStream("/banyan/vectors/decisions.json")) {
            Map<?, ?> file = (Map<?, ?>) Json.read(in.readAllBytes());
            ((List<?>) file.get("groups"))
                    .forEach(group -> rulesets.add(JsonWriter.bytes(((Map<?, ?>) group).get("ruleset"))));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return rulesets;
    }
}
