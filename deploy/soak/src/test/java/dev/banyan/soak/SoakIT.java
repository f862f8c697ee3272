package dev.banyan.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./banyan soak}, against real processes. */
class SoakIT {
    @TempDir
    Path directory;

    @Test
    void nothing_grows_that_should_not() throws Exception {
        List<String> progress = new ArrayList<>();
        Path jar = Path.of(System.getProperty("banyan.server.jar"));

        Verdict verdict = new Soak(directory.resolve("soak"), jar, Duration.ofSeconds(40), progress::add).run();

        assertThat(verdict.faults()).as(progress + "\n" + verdict.table()).isEmpty();
    }
}
