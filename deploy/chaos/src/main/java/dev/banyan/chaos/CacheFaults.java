package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Way;
import dev.banyan.sdk.FaultProxy.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What happens to the file in which a service keeps its last ruleset. */
final class CacheFaults {

    private static final Duration LASTS = Duration.ofSeconds(6);

    private CacheFaults() {}

    static List<Fault> all() {
        return List.of(corrupted(), unwritable());
    }

    /** A service has run before, its file was damaged since, and no server is there when it starts. */
    private static Fault corrupted() {
        return new Fault(
                "corrupted cache file, server away",
                Way.LINE,
                true,
                true,
                LASTS,
                site -> {
                    site.runOnce();
                    damage(site.cache());
                    site.line().become(Line.REFUSED);
                },
                site -> site.line().become(Line.SOUND),
                Site::troubled);
    }

    /** Nobody, not even root, makes a directory in a file. */
    private static Fault unwritable() {
        return new Fault(
                "cache directory that cannot be written",
                Way.LINE,
                true,
                true,
                LASTS,
                site -> {
                    Files.createDirectories(site.cache().getParent());
                    Files.writeString(site.cache(), "in the way");
                },
                site -> {},
                Site::troubled);
    }

    private static void damage(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
            }
        }
    }
}
