package dev.banyan.server.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.health.figures.OutcomeBlock;
import dev.banyan.wire.LatencyBuckets;
import org.junit.jupiter.api.Test;

class LegacyLatencyTest {
    private static final int FAST = LatencyBuckets.index(10_000);
    private static final int SLOW = LatencyBuckets.index(1_000_000);

    @Test
    void the_limit_is_the_end_of_the_bucket_that_holds_95_of_100() {
        assertThat(after(legacy(190, 10)).p95Micros("call")).isEqualTo(LatencyBuckets.upperBound(FAST));
        assertThat(after(legacy(189, 11)).p95Micros("call")).isEqualTo(LatencyBuckets.upperBound(SLOW));
    }

    @Test
    void with_few_requests_there_is_no_limit() {
        assertThat(after(legacy(199, 0)).p95Micros("call")).isEqualTo(-1);
        assertThat(after(legacy(200, 0)).p95Micros("call")).isPositive();
        assertThat(after(legacy(500, 0)).p95Micros("write")).isEqualTo(-1);
    }

    @Test
    void new_does_not_move_the_limit() {
        OutcomeBlock block = Traffic.in()
                .calls(Stage.OFF, Side.LEGACY, "call", 200, 0)
                .calls(Stage.COMPLETE, Side.NEW, "call", 5_000, 0, 0, 5_000)
                .at(1);

        assertThat(after(block).p95Micros("call")).isEqualTo(LatencyBuckets.upperBound(FAST));
    }

    @Test
    void blocks_add_up() {
        LegacyLatency both = after(legacy(150, 0)).plus(legacy(150, 100));

        assertThat(both.counts().get("call")).containsEntry(FAST, 300L).containsEntry(SLOW, 100L);
    }

    @Test
    void the_next_episode_begins_with_the_same_shape_of_little_weight() {
        LegacyLatency carried = after(legacy(90_000, 10_000)).carried();

        assertThat(carried.counts().get("call")).containsEntry(FAST, 1_800L).containsEntry(SLOW, 200L);
        assertThat(after(legacy(1_999, 1)).carried()).isEqualTo(after(legacy(1_999, 1)));
        assertThat(after(legacy(1_000_000, 1)).carried().counts().get("call")).containsEntry(SLOW, 1L);
    }

    @Test
    void slow_is_what_lies_beyond_the_limit_with_its_whole_bucket() {
        long[][] latency = {{FAST, 7}, {SLOW, 3}};

        assertThat(LegacyLatency.above(latency, LatencyBuckets.lowerBound(SLOW)))
                .isEqualTo(3);
        assertThat(LegacyLatency.above(latency, LatencyBuckets.lowerBound(SLOW) + 1))
                .isZero();
        assertThat(LegacyLatency.above(latency, LatencyBuckets.upperBound(FAST)))
                .isEqualTo(3);
        assertThat(LegacyLatency.above(latency, 0)).isEqualTo(10);
    }

    private static LegacyLatency after(OutcomeBlock block) {
        return LegacyLatency.UNKNOWN.plus(block);
    }

    private static OutcomeBlock legacy(long fast, long slow) {
        return Traffic.in()
                .calls(Stage.OFF, Side.LEGACY, "call", fast + slow, 0, fast, slow)
                .at(1);
    }
}
