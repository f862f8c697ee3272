package dev.banyan.soak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All figures, in the order in which they were first seen. */
final class Figures {

    /** @param of which process, table or kind of stream */
    record Name(Kind kind, String of) {}

    /** @param trend null where there were too few figures */
    record Line(Name name, List<Double> values, Trend trend) {
        boolean grows() {
            return trend != null && trend.grows();
        }
    }

    private final Map<Name, List<Double>> all = new LinkedHashMap<>();

    void add(Kind kind, String of, double value) {
        all.computeIfAbsent(new Name(kind, of), name -> new ArrayList<>()).add(value);
    }

    List<Line> lines(boolean brief) {
        return all.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Name::kind)))
                .map(each -> line(each.getKey(), each.getValue(), brief))
                .toList();
    }

    private static Line line(Name name, List<Double> values, boolean brief) {
        Trend trend = values.size() < 8 ? null : Trend.of(values, name.kind().allowance(brief));
        return new Line(name, List.copyOf(values), trend);
    }
}
