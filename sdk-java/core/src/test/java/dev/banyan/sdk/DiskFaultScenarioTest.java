package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whatever the disk does, the client serves what the server sends, and a file that was good stays good. */
class DiskFaultScenarioTest extends Scenario {
    private static final TestRuleset FIRST = TestRuleset.at(5).with("orders.get", 1_000_000);

    @BeforeEach
    void start() throws IOException {
        server.publish(FIRST);
        server.start();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "needs a directory in which not even root can make a file")
    void a_read_only_directory() throws Exception {
        Banyan banyan = client(builder().cacheDirectory(Path.of("/proc/self")));
        try (Callers callers = new Callers(banyan)) {
            callers.see(5);
            eventually("tried", () -> banyan.status().counters().cacheFaults() > 0);
            server.publish(TestRuleset.at(6).with("orders.get", 0));
            callers.see(6);
        }
    }

    /** The limit on file sizes makes the writing itself fail, as a full disk does. */
    @Test
    @EnabledOnOs(
            value = {OS.LINUX, OS.MAC},
            disabledReason = "needs ulimit")
    void a_full_disk() throws Exception {
        client().awaitReady(Duration.ofSeconds(60));
        end();
        List<Path> before = files();
        byte[] good = Files.readAllBytes(before.get(0));
        server = TestControlPlane.started(TestRuleset.at(6).with("orders.get", 1_000_000));

        assertThat(onFullDisk()).isEqualTo("revision 6, NEW, faults true");

        assertThat(files()).isEqualTo(before);
        assertThat(Files.readAllBytes(before.get(0))).isEqualTo(good);
    }

    @Test
    void two_clients_share_a_directory() throws IOException {
        Banyan one = client();
        Banyan other = client();
        for (int revision = 6; revision <= 60; revision++) {
            server.publish(TestRuleset.at(revision).with("orders.get", 0));
            eventually(revision % 2 == 0 ? one : other, revision);
        }
        eventually(one, 60);
        eventually(other, 60);
        one.close();
        other.close();
        server.die();

        assertThat(files()).hasSize(1);
        Banyan later = client();
        assertThat(later.status().source()).isEqualTo(Source.FILE);
        assertThat(later.status().revision()).isEqualTo(60);
        assertThat(one.status().counters().cacheFaults()).isZero();
        assertThat(other.status().counters().cacheFaults()).isZero();
    }

    private String onFullDisk() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 0; exec \"$@\"",
                        "sh",
                        java,
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDisk.class.getName(),
                        server.url(),
                        cache.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).trim();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return said;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.toList();
        }
    }

    /** What runs in the process of its own. */
    static final class FullDisk {
        public static void main(String[] args) {
            LOGGER.setLevel(Level.OFF);
            try (Banyan banyan = Banyan.builder()
                    .url(args[0])
                    .sdkKey(KEY)
                    .application("shop")
                    .cacheDirectory(Path.of(args[1]))
                    .build()) {
                eventually(banyan, 6);
                eventually("tried", () -> banyan.status().counters().cacheFaults() > 0);
                System.out.println("revision " + banyan.status().revision() + ", "
                        + banyan.route("orders.get").decide(ANA).side() + ", faults "
                        + (banyan.status().counters().cacheFaults() > 0));
            }
        }
    }
}
