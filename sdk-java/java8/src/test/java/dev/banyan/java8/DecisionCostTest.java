package dev.banyan.java8;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.RouteRules;
import dev.banyan.wire.RulesetException;
import dev.banyan.wire.RulesetReader;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A decision allocates nothing on this Java either, and no bytes make it throw. */
class DecisionCostTest {
    private static final int DECISIONS = 20_000;
    /** What the measurement itself may take; one byte per decision would be far above. */
    private static final long NOISE = 4_096;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Context ANA = Context.of("customer-00012345678").with("country", "DE");

    @Test
    void allocates_nothing() {
        for (Map<?, ?> group : Vectors.of("decisions.json", "groups")) {
            RulesetReader.read(Vectors.json(group.get("ruleset")), () -> 7)
                    .routes()
                    .forEach(route -> assertThat(allocated(route))
                            .as("%s", group.get("about"))
                            .isLessThan(NOISE));
        }
    }

    @Test
    void an_allocation_would_be_noticed() {
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
        byte[][] kept = new byte[DECISIONS][];
        for (int i = 0; i < DECISIONS; i++) {
            kept[i] = new byte[1];
        }
        assertThat(THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
                .isGreaterThan(NOISE);
    }

    @Test
    void damaged_rulesets_decide_or_are_refused() {
        Random random = new Random(8);
        int refused = 0;
        byte[] good = Vectors.json(Vectors.of("decisions.json", "groups").get(0).get("ruleset"));
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = good.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            refused += readOrRefuse(bytes);
        }
        assertThat(refused).isBetween(500, 4_999);
    }

    private static long allocated(RouteRules route) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < DECISIONS; i++) {
                route.decide(ANA);
            }
            least = Math.min(
                    least,
                    THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before);
        }
        return least;
    }

    private static int readOrRefuse(byte[] bytes) {
        try {
            RulesetReader.read(bytes)
                    .routes()
                    .forEach(route -> assertThat(route.decide(ANA).reason()).isNotEqualTo(Reason.ERROR));
            return 0;
        } catch (RulesetException refused) {
            return 1;
        }
    }
}
