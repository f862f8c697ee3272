package dev.banyan.server.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the files of this repository lie, from whichever folder tests run in. */
public final class Repository {
    public static final Path ROOT = root();

    private Repository() {}

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("CONTRIBUTING.md"))) {
            here = here.getParent();
        }
        return here;
    }
}
