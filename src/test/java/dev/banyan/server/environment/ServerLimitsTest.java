package dev.banyan.server.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.wire.RulesetReader;
import org.junit.jupiter.api.Test;

class ServerLimitsTest {

    @Test
    void a_ruleset_that_is_published_is_half_of_what_sdks_accept_at_most() {
        assertThat(EnvironmentChanges.LARGEST_BYTES).isPositive().isLessThanOrEqualTo(RulesetReader.MAX_BYTES / 2);
    }
}
