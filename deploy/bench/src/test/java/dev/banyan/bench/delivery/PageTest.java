package dev.banyan.bench.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.bench.page.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    @TempDir
    private Path docs;

    private Figures figures;

    @BeforeEach
    void load() throws IOException {
        figures = Figures.load(Path.of("src/test/resources/run.properties"));
        Files.createDirectories(docs.resolve("images"));
        for (String page : List.of("benchmarks-delivery.md", "scale.md")) {
            Files.writeString(docs.resolve(page), """
                    before
                    <!-- Written by ./banyan bench delivery: from here -->
                    an old figure
                    <!-- Written by ./banyan bench delivery: to here -->
                    after
                    """);
        }
    }

    @Test
    void figures_stand_between_the_marks_and_nothing_else_changes() throws IOException {
        new Page(figures).write(docs);

        for (String page : List.of("benchmarks-delivery.md", "scale.md")) {
            assertThat(docs.resolve(page))
                    .content()
                    .startsWith("before\n")
                    .endsWith("after\n")
                    .doesNotContain("an old figure")
                    .contains("2026-11-22");
        }
        assertThat(docs.resolve("images/benchmarks-delivery.svg")).content().contains("1,000 streams");
    }

    @Test
    void what_was_not_measured_is_said_and_not_made_up() {
        String page = new Page(figures).measured();

        assertThat(page)
                .contains("not measured")
                .contains("Unleash's server was not measured in this run: npm cannot be run.");
    }

    @Test
    void unleash_and_several_replicas_have_their_rows_when_they_were_measured() {
        for (String figure : List.of("visible.median.ms", "visible.worst.ms", "304.perSecond", "gzip.perSecond")) {
            figures.put("unleash." + figure, 4_321);
        }
        figures.put("unleash.version", "7.5.1");
        figures.put("three.1000.connect.perSecond", 1);
        figures.put("three.1000.rollback.applied.p50.median", 98_765);

        assertThat(new Page(figures).measured())
                .contains("Unleash 7.5.1", "4,321", "**Rollback**, 1,000 streams over 3 replicas", "98,765 (–)")
                .doesNotContain("was not measured in this run");
    }

    @Test
    void aims_are_judged_by_the_figures() {
        assertThat(verdicts()).containsEntry("A rollback is applied by 99 % of 1,000 streams within 50 ms", "met");

        figures.put("one.1000.rollback.applied.p99.median", 51);

        assertThat(verdicts())
                .containsEntry("A rollback is applied by 99 % of 1,000 streams within 50 ms", "**missed**");
        assertThat(verdicts()).containsEntry("… of 10,000 streams within 250 ms", "not measured");
    }

    @Test
    void the_database_must_not_do_more_for_more_clients() {
        String aim = "… nor those of a restart";
        assertThat(verdicts()).containsEntry(aim, "not measured");

        figures.put("storm.10000.transactions", figures.number("storm.1000.transactions") * 3);

        assertThat(verdicts()).containsEntry(aim, "**missed**");
    }

    @Test
    void a_busy_machine_is_said() {
        assertThat(new Page(figures).measured()).doesNotContain("busy");

        figures.put("run.load", 0.7);

        assertThat(new Page(figures).measured()).contains("**The machine was busy** (70 %");
    }

    private Map<String, String> verdicts() {
        return Aim.judge(new Show(figures)).stream().collect(Collectors.toMap(Aim::text, Aim::verdict));
    }
}
