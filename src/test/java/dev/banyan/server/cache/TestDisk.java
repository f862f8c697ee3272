package dev.banyan.server.cache;

import java.nio.file.Path;

/** A cache in a directory of a test. */
public final class TestDisk {
    private TestDisk() {}

    public static DiskCache in(Path directory) {
        return DiskCache.open(directory, "the database of a test", () -> {});
    }
}
