package dev.banyan.bench.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.bench.page.Figures;
import dev.banyan.server.guard.statistics.Aim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final Aim AIM = new Aim(0.005, 0.01);

    @TempDir
    private Path docs;

    private final Figures figures = new Figures();

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(docs.resolve("images"));
        for (String page : new String[] {"benchmarks-guard.md", "benchmarks.md"}) {
            Files.writeString(docs.resolve(page), """
                    before
                    <!-- Written by ./banyan bench guard: from here -->
                    an old figure
                    <!-- Written by ./banyan bench guard: to here -->
                    after
                    """);
        }
        for (String name : new String[] {"date", "command", "machine", "java"}) {
            figures.put("run." + name, "some " + name);
        }
        figures.put("run.seconds", 99);
        figures.put("run.harm", AIM.harm());
        figures.put("run.alpha", AIM.alpha());
        innocent("compared.steady", 3_000, 8);
        innocent("compared.faults", 3_000, 4);
        innocent("compared.day", 4_000, 3);
        innocent("paired.steady", 1_000, 0);
        innocent("budgeted.steady", 1_000, 0);
        innocent("steps.divided", 1_000, 2);
        innocent("steps.undivided", 1_000, 9);
        figures.put("falseHealth.rollouts", 1_000);
        figures.put("falseHealth.called", 41);
        harms(1.5);
        healths();
    }

    @Test
    void figures_stand_between_the_marks_and_nothing_else_changes() throws IOException {
        new Page(figures).write(docs);

        assertThat(docs.resolve("benchmarks-guard.md"))
                .content()
                .startsWith("before\n")
                .endsWith("after\n")
                .doesNotContain("an old figure")
                .contains("some date");
        assertThat(docs.resolve("benchmarks.md"))
                .content()
                .startsWith("before\n")
                .endsWith("after\n")
                .doesNotContain("an old figure")
                .contains("Of 10,000 rollouts without harm");
        assertThat(docs.resolve("images/benchmarks-guard.svg")).content().contains("2 × the bound");
        assertThat(docs.resolve("images/benchmarks-guard-time.svg")).content().contains("1,000 requests/s");
    }

    @Test
    void aims_that_are_met_are_said_to_be() {
        assertThat(new Page(figures).measured())
                .contains("| Of 10,000 rollouts without harm at most 1 % are called harmful | 0.15 % | met |")
                .contains("twice the bound | 80 of 80 settings; half within 1.5 ×, the worst 1.5 × | met |")
                .doesNotContain("missed");
    }

    @Test
    void aims_that_are_missed_are_said_to_be() {
        innocent("compared.day", 4_000, 300);
        harms(2.1);
        assertThat(new Page(figures).measured())
                .contains("| 3.12 % | **missed** |")
                .contains("| 0 of 80 settings; half within 2.1 ×, the worst 2.1 × | **missed** |");
    }

    private void innocent(String name, int rollouts, int alarms) {
        figures.put("innocent." + name + ".rollouts", rollouts);
        figures.put("innocent." + name + ".alarms", alarms);
    }

    private void harms(double times) {
        for (int begins : Delays.BEGINNINGS) {
            for (double rate : Delays.RATES) {
                for (double share : Delays.SHARES) {
                    harms(Kind.COMPARED, new Setting(rate, share, Delays.BASE), begins, times);
                }
                harms(Kind.PAIRED, new Setting(rate, 1, Delays.BASE), begins, times);
                harms(Kind.BUDGETED, new Setting(rate, 1, Delays.BASE), begins, times);
            }
        }
    }

    private void harms(Kind kind, Setting setting, int begins, double times) {
        for (double harm : Delays.HARMS) {
            Case each = new Case(kind, setting, harm, begins);
            for (String what : new String[] {"mean", "median", "p90", "seconds.median"}) {
                figures.put(each.figure() + "." + what, times * each.bound(AIM));
            }
            figures.put(each.figure() + ".bound", each.bound(AIM));
            figures.put(each.figure() + ".information", each.information());
        }
    }

    private void healths() {
        for (double rate : Healths.RATES) {
            for (double share : Healths.SHARES) {
                for (double base : Healths.BASES) {
                    for (String what : new String[] {"mean", "median", "p90", "bound"}) {
                        figures.put(Healths.figure(new Setting(rate, share, base)) + "." + what, 1_000);
                    }
                }
            }
        }
    }
}
