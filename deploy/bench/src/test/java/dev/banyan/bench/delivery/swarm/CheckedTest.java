package dev.banyan.bench.delivery.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.wire.RulesetText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckedTest {
    private static final String ONE = route("one");
    private static final String TWO = route("two");

    private final Checks checks = new Checks();
    private final Checked checked = new Checked();
    private boolean passed;

    private final EventParser parser = new EventParser(
            new EventParser.Listener() {
                @Override
                public void event(EventParser event) {
                    passed = checks.passes(checked, event);
                }

                @Override
                public void comment() {}
            },
            true);

    @Test
    void a_delta_must_lead_to_the_text_that_it_says() {
        assertThat(send("snapshot", ruleset(1, ONE))).isTrue();

        assertThat(send("delta", delta(1, ruleset(2, ONE, TWO), TWO))).isTrue();
        assertThat(send("delta", delta(2, ruleset(3, ONE), TWO))).isFalse();

        assertThat(checks.passed()).isEqualTo(2);
        assertThat(checks.failed()).isEqualTo(1);
        assertThat(checks.lastReason()).contains("checksum");
    }

    @Test
    void a_snapshot_must_be_one_that_an_sdk_reads() {
        assertThat(send("snapshot", "{\"schema\":1}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    private boolean send(String type, byte[] data) {
        byte[] begin = ("event: " + type + "\ndata: ").getBytes(StandardCharsets.UTF_8);
        parser.take(begin, 0, begin.length);
        parser.take(data, 0, data.length);
        parser.take(new byte[] {'\n', '\n'}, 0, 2);
        return passed;
    }

    private static byte[] delta(long from, byte[] result, String changed) {
        return ("{\"from\":" + from + ",\"checksum\":\"" + RulesetText.checksum(result) + "\",\"head\":"
                        + head(from + 1) + ",\"segments\":[],\"routes\":[" + changed + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ruleset(long revision, String... routes) {
        return RulesetText.compose(head(revision), List.of(), List.of(routes));
    }

    private static String head(long revision) {
        return "{\"schema\":1,\"project\":\"p\",\"environment\":\"e\",\"epoch\":\"x\",\"revision\":" + revision + "}";
    }

    private static String route(String key) {
        return """
                {"key":"%s","kind":2,"salt":"k3v9Zq81mXw20pL","enabled":true,"cohorts":[\
                {"name":"default","conditions":[],"rollout":{"from":"off","to":"complete","share":0}}]}""".formatted(key);
    }
}
