package dev.banyan.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Faults by promises, for people and for the page. */
record Table(List<Finding> findings) {

    boolean allKept() {
        return findings.stream().allMatch(Finding::kept);
    }

    /** The faults of which a whole run would tell and this one cannot. */
    List<String> missed() {
        return findings.stream()
                .filter(finding -> finding.standing() == Finding.Standing.MISSED)
                .map(Finding::fault)
                .toList();
    }

    /** Columns in line; what was broken stands out. */
    String forTerminal() {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("fault"));
        head.addAll(Finding.PROMISES);
        rows.add(head);
        findings.stream().filter(Finding::injected).map(this::row).forEach(rows::add);
        int[] widths = new int[head.size()];
        rows.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        String lines = rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
        return lines + "\n\n" + notes("  ") + "\n";
    }

    String forPage() {
        StringBuilder page = new StringBuilder("| fault | " + String.join(" | ", Finding.PROMISES) + " |\n|");
        page.append(" --- |".repeat(Finding.PROMISES.size() + 1)).append('\n');
        for (Finding finding : findings) {
            if (finding.injected()) {
                page.append("| ").append(String.join(" | ", row(finding))).append(" |\n");
            }
        }
        return page.append('\n').append(notes("- ")).toString();
    }

    private List<String> row(Finding finding) {
        List<String> row = new ArrayList<>(List.of(finding.fault()));
        finding.cells().forEach(cell -> row.add((cell.kept() ? "" : "BROKEN: ") + cell.seen()));
        return row;
    }

    private String notes(String bullet) {
        return findings.stream()
                .filter(finding -> !finding.remark().isEmpty())
                .map(finding -> bullet + finding.fault() + ": " + finding.remark() + ".")
                .collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(String.format("%-" + (widths[i] + 2) + "s", row.get(i)));
        }
        return line.toString().stripTrailing();
    }
}
