package dev.banyan.bench.delivery;

import dev.banyan.bench.page.Markdown;
import java.util.ArrayList;
import java.util.List;

/** So many streams on so many replicas, and under which name their figures are. */
record Spread(String name, String title) {

    /** Those of this run. */
    static List<Spread> all(Show show) {
        List<Spread> all = new ArrayList<>();
        for (int size : show.sizes()) {
            all.add(new Spread("one." + size, Markdown.whole(size) + " streams"));
        }
        if (show.has("three.1000.connect.perSecond")) {
            all.add(new Spread("three.1000", "1,000 streams over 3 replicas"));
        }
        return all;
    }
}
