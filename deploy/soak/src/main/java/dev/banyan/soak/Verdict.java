package dev.banyan.soak;

import java.util.List;
import java.util.Locale;

/** What came of a run. */
record Verdict(List<Figures.Line> lines, List<String> faults) {

    boolean good() {
        return faults.isEmpty();
    }

    String table() {
        StringBuilder table = new StringBuilder(
                "%-28s %-22s %9s %9s %9s %9s%n".formatted("median of each quarter", "", "1st", "2nd", "3rd", "4th"));
        for (Figures.Line line : lines) {
            if (line.trend() != null && isTelling(line)) {
                table.append("%-28s %-22s %9s %9s %9s %9s  %s%n".formatted(row(line)));
            }
        }
        faults.forEach(fault -> table.append("FAULT  ").append(fault).append('\n'));
        return table.toString();
    }

    /** Tables that stay empty say nothing. */
    private static boolean isTelling(Figures.Line line) {
        return line.trend().quarters().stream().anyMatch(value -> value != 0)
                || line.name().kind() == Kind.LINES
                || line.name().kind() == Kind.STREAMS;
    }

    private static Object[] row(Figures.Line line) {
        List<Double> quarters = line.trend().quarters();
        return new Object[] {
            line.name().kind().words(),
            line.name().of(),
            number(quarters.get(0)),
            number(quarters.get(1)),
            number(quarters.get(2)),
            number(quarters.get(3)),
            line.grows() ? "GROWS" : ""
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
