package dev.banyan.server.web.report;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.report.DriftFinding;
import dev.banyan.server.web.kit.EnvironmentAddress;
import java.util.List;

/**
 * Where code and server disagree in an environment.
 *
 * @param total how many there are; {@code rows} are the first of them
 */
public record DriftView(List<Row> rows, int total) {
    private static final int MOST = 50;

    public static final DriftView NONE = new DriftView(List.of(), 0);

    /** @param page of the route, or null when the server does not know it */
    public record Row(String kind, String route, String page, String detail, String remedy) {}

    static DriftView of(EnvironmentAddress address, List<DriftFinding> differences) {
        return new DriftView(
                differences.stream().limit(MOST).map(each -> row(address, each)).toList(), differences.size());
    }

    public boolean none() {
        return total == 0;
    }

    public String headline() {
        return "Code and control plane disagree in " + Figures.count(total, "place", "places");
    }

    public int left() {
        return total - rows.size();
    }

    private static Row row(EnvironmentAddress address, DriftFinding difference) {
        boolean known = difference.kind() != DriftFinding.Kind.NOT_ON_SERVER;
        return new Row(
                label(difference.kind()),
                difference.route(),
                known ? address.route(difference.route()).page() : null,
                difference.detail(),
                difference.remedy());
    }

    private static String label(DriftFinding.Kind kind) {
        return switch (kind) {
            case NOT_ON_SERVER -> "Only in code";
            case NOT_IN_CODE -> "In no code";
            case KIND -> "Other stages";
            case DEFAULT -> "Other default";
        };
    }
}
