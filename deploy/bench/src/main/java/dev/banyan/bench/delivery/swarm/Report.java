package dev.banyan.bench.delivery.swarm;

import dev.banyan.bench.delivery.Percentiles;
import java.util.Map;

/** How the swarm puts what it found. */
final class Report {
    private Report() {}

    /** The count alone when there is nothing. */
    static void percentiles(String name, Percentiles figures, Map<String, Object> answer) {
        answer.put(name + ".count", figures.count());
        if (figures.count() > 0) {
            answer.put(name + ".p50", figures.median());
            answer.put(name + ".p99", figures.at(99));
            answer.put(name + ".p999", figures.at(99.9));
            answer.put(name + ".p100", figures.most());
        }
    }
}
