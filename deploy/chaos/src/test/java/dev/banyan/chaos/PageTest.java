package dev.banyan.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.chaos.Finding.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final Finding KEPT = finding("a replica killed", true);
    private static final Finding BROKEN = finding("a long lock", false);
    private static final Finding ELSEWHERE = Finding.elsewhere("clock jumps", "a test does it");

    @TempDir
    Path directory;

    private Path file;
    private Page page;

    @BeforeEach
    void before() throws IOException {
        file = Files.writeString(
                directory.resolve("faults.md"),
                "# Faults\n<!-- Written by ./banyan chaos: from here -->\nthe last whole run\n"
                        + "<!-- Written by ./banyan chaos: to here -->\nmore\n");
        page = new Page(file);
    }

    @Test
    void a_whole_run_is_written_whatever_it_has_shown() throws IOException {
        page.take(new Table(List.of(KEPT, BROKEN, ELSEWHERE)), "this run");

        assertThat(Files.readString(file)).contains("this run", "more").doesNotContain("the last whole run");
    }

    @Test
    void a_run_that_missed_a_fault_leaves_the_page_and_says_why() throws IOException {
        String told =
                page.take(new Table(List.of(KEPT, Finding.notInjected("a slow link", "no sign of it"))), "this run");

        assertThat(told).contains("stays as it is", "a slow link");
        assertThat(Files.readString(file)).contains("the last whole run").doesNotContain("this run");
    }

    @Test
    void a_fault_that_hangs_takes_its_own_time_only_and_makes_the_run_incomplete() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        Finding hanging = Suite.within(Duration.ofMillis(20), "a replica stopped", () -> {
            never.await();
            return KEPT;
        });
        Finding next = Suite.within(Duration.ofMinutes(1), "a replica killed", () -> KEPT);

        assertThat(hanging.kept()).isFalse();
        assertThat(hanging.remark()).contains("took longer");
        assertThat(next).isEqualTo(KEPT);
        assertThat(page.take(new Table(List.of(hanging, next)), "this run")).contains("a replica stopped");
    }

    private static Finding finding(String fault, boolean kept) {
        return Finding.seen(fault, Collections.nCopies(Finding.PROMISES.size(), Cell.of(kept, "x")), "");
    }
}
