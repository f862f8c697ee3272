package dev.banyan.sdk.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.RulesetBuilder;
import dev.banyan.evaluation.UnreadRoute;
import dev.banyan.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppliedTextTest {
    private static final int TAKEN_BY_THE_SERVER = 16 * 1024;

    @Test
    void says_nothing_of_what_is_understood() {
        assertThat(text(Ruleset.builder("shop", "production").version("e", 7)))
                .isEqualTo("{\"instance\":\"a\",\"epoch\":\"e\",\"revision\":7,\"outcome\":\"applied\"}");
    }

    @Test
    void names_what_is_not_understood_as_far_as_a_server_takes_it_and_counts_the_rest() {
        RulesetBuilder ruleset =
                Ruleset.builder("shop", "production").version("e", 7).unreadHead("pinning", "new");
        for (int i = 0; i < 20_000; i++) {
            ruleset.unread(UnreadRoute.of("route-" + i + "\u20ac".repeat(200), "\u20ac".repeat(2_000), null, null));
        }
        String text = text(ruleset);

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(TAKEN_BY_THE_SERVER);
        Map<?, ?> report = (Map<?, ?>) Json.read(text);
        int told = ((java.util.List<?>) report.get("unread")).size() - 1;
        assertThat(told).isGreaterThan(5);
        assertThat(report.get("moreUnread")).isEqualTo(20_000L - told);
        assertThat(text).contains("{\"field\":\"pinning\",\"reason\":\"new\"}");
    }

    private static String text(RulesetBuilder ruleset) {
        return new String(new AppliedText("a", "e", 7).applied(ruleset.build()), StandardCharsets.UTF_8);
    }
}
