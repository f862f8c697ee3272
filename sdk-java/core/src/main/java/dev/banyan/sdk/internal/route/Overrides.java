package dev.banyan.sdk.internal.route;

import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.RouteKeys;
import dev.banyan.sdk.internal.kit.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * The overrides of one process, for an emergency in which no server can help: {@code orders.get:off,stock.read:complete}, or
 * {@code *:off} for every route without one of its own. Read from an environment variable, a system property and a watched
 * file; where they speak of the same route, the file is stronger than the property, and the property than the variable. An
 * entry that cannot be read is logged and left out, the others hold.
 *
 * <p>Looked at by the client's own thread; the entries are one immutable map, read by any thread.
 */
public final class Overrides {
    static final String VARIABLE = "BANYAN_OVERRIDE";
    static final String PROPERTY = "banyan.override";
    private static final String EVERY_ROUTE = "*";
    private static final int MOST_BYTES = 64 * 1024;

    private final Platform platform;
    private final Path file;
    private final Faults faults;
    private final Log log;
    private String seen = "";
    private String fileText = "";
    private volatile Map<String, LocalOverride> entries = Collections.emptyMap();

    public Overrides(Settings settings, Faults faults, Log log) {
        this.platform = settings.platform();
        this.file = settings.overrideFile();
        this.faults = faults;
        this.log = log;
    }

    /** What holds for a route; null when nothing does. */
    LocalOverride of(String route) {
        LocalOverride own = entries.get(route);
        return own == null ? entries.get(EVERY_ROUTE) : own;
    }

    /** Looks whether they have changed since the last look. */
    boolean look() {
        String variable = platform.environment(VARIABLE);
        String property = platform.property(PROPERTY);
        String now = variable + '\n' + property + '\n' + readFile();
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        Map<String, LocalOverride> read = new HashMap<>();
        add(read, variable, "environment");
        add(read, property, "property");
        add(read, fileText, "file");
        if (!read.isEmpty() || !entries.isEmpty()) {
            log.info(
                    read.isEmpty()
                            ? "Banyan has no local overrides any more"
                            : "Banyan overrides locally: " + text(read));
        }
        entries = read;
        return true;
    }

    /** A file that cannot be read is no reason to lift what it said before; one that is gone is. */
    private String readFile() {
        try {
            if (file == null) {
                return fileText;
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            fileText = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            fileText = "";
        } catch (IOException | RuntimeException e) {
            faults.cache("The override file " + file + " cannot be read, what it said before holds", e);
        }
        return fileText;
    }

    private void add(Map<String, LocalOverride> entries, String text, String from) {
        for (String line : text.split("\n")) {
            for (String entry : line.split("#", 2)[0].split("[,;]")) {
                if (!entry.trim().isEmpty()) {
                    addEntry(entries, entry.trim(), from);
                }
            }
        }
    }

    private void addEntry(Map<String, LocalOverride> entries, String entry, String from) {
        int colon = entry.lastIndexOf(':');
        String route = entry.substring(0, Math.max(0, colon)).trim();
        try {
            if (!route.equals(EVERY_ROUTE) && !RouteKeys.valid(route)) {
                throw new IllegalArgumentException("write route:stage, such as orders.get:off");
            }
            Stage stage = Stage.parse(entry.substring(colon + 1).trim());
            entries.put(route, new LocalOverride(stage, from));
        } catch (IllegalArgumentException e) {
            faults.override("'" + entry + "' from the " + from + " is ignored: " + e.getMessage());
        }
    }

    private static String text(Map<String, LocalOverride> entries) {
        StringBuilder text = new StringBuilder();
        entries.forEach((route, override) -> text.append(text.length() == 0 ? "" : ", ")
                .append(route)
                .append(':')
                .append(override.stage.key())
                .append(" (")
                .append(override.from)
                .append(')'));
        return text.toString();
    }
}
