package dev.banyan.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/** Programs beside which Banyan has to work: installed ones, or fetched ones. Where one can be had by no means, its tests are skipped and say why. */
public final class Programs {
    private record Found(String path, String whyNot) {}

    private static final Map<String, Found> FOUND = new ConcurrentHashMap<>();

    private Programs() {}

    /** @param name that {@code src/test/programs/find-program} knows */
    public static String require(String name) {
        Found found = FOUND.computeIfAbsent(name, Programs::find);
        Assumptions.assumeTrue(found.path() != null, found.whyNot());
        return found.path();
    }

    private static Found find(String name) {
        String given = System.getProperty("banyan." + name);
        if (given != null) {
            return new Found(given, null);
        }
        try {
            Process process = new ProcessBuilder("test/programs/find-program", name).start();
            String path = read(process.getInputStream());
            String whyNot = read(process.getErrorStream());
            return process.waitFor() == 0 ? new Found(path, null) : new Found(null, whyNot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(java.io.InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
