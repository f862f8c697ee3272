package dev.banyan.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
    private static final String UPLOADS = "quarkus.http.body.uploads-directory";
    private static final String CACHE = "quarkus.vertx.cache-directory";

    @TempDir
    Path root;

    @AfterEach
    void forget() {
        System.clearProperty(UPLOADS);
        System.clearProperty(CACHE);
    }

    @Test
    void what_a_killed_server_left_behind_goes_with_the_next_start_and_nothing_else() throws IOException {
        Path left = root.resolve("temporary/8080/vertx/of-the-killed-one/file");
        Path ofAnother = root.resolve("temporary/8081/uploads/file");
        Path kept = root.resolve("ruleset-1.cache");
        for (Path file : new Path[] {left, ofAnother, kept}) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "content");
        }

        TemporaryFiles.in(root, "8080");

        assertThat(left.getParent()).doesNotExist();
        assertThat(ofAnother).exists();
        assertThat(kept).exists();
        assertThat(System.getProperty(UPLOADS)).startsWith(root.toString());
        assertThat(System.getProperty(CACHE)).startsWith(root.toString());
    }

    @Test
    void without_a_disk_to_write_on_the_defaults_stay() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "no directory");

        TemporaryFiles.in(file, "8080");

        assertThat(System.getProperty(UPLOADS)).isNull();
        assertThat(System.getProperty(CACHE)).isNull();
    }
}
