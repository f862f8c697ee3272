package dev.banyan.sdk.internal.kit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/** Finds the machine's name without asking the network: a name service that hangs must not delay a start. */
public final class HostName {
    private static final int MOST_CHARACTERS = 128;

    private HostName() {}

    /** The name, or an empty text when it cannot be told. */
    public static String find() {
        for (String variable : new String[] {"HOSTNAME", "COMPUTERNAME"}) {
            String name = usable(System.getenv(variable));
            if (!name.isEmpty()) {
                return name;
            }
        }
        return fromFile();
    }

    private static String fromFile() {
        try {
            return usable(new String(Files.readAllBytes(Paths.get("/etc/hostname")), StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException none) {
            return "";
        }
    }

    private static String usable(String name) {
        String trimmed = name == null ? "" : name.trim();
        boolean printable = Ascii.within(trimmed, '!', '~');
        return printable && trimmed.length() <= MOST_CHARACTERS ? trimmed : "";
    }
}
