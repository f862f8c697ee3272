package dev.banyan.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
    @TempDir
    Path directory;

    @Test
    void lines_are_counted_by_level_in_the_words_of_servers_and_of_services() throws IOException {
        Files.writeString(directory.resolve("one.log.1"), """
                2026-11-30 14:13:43,065 ERROR [dev.banyan] (executor-thread-2) Plans: failed
                \tat dev.banyan.Plans
                2026-11-30 14:13:43,066 WARN  [dev.banyan] (main) slow
                2026-11-30 14:13:43,067 INFO  [dev.banyan] (main) ready, ERROR is only a word here
                """);
        Files.writeString(directory.resolve("service-2.log.7"), "SEVERE: lost\nWARNING: late\n");
        Files.writeString(directory.resolve("postgres.log"), "ERROR: somebody else's\n");

        assertThat(Logs.count(directory))
                .containsEntry("ERROR", 2)
                .containsEntry("WARN", 2)
                .containsEntry("INFO", 1)
                .containsEntry("more", 1);
        assertThat(Logs.errors(directory)).hasSize(2);
    }
}
