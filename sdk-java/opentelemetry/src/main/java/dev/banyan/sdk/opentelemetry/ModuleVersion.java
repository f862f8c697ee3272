package dev.banyan.sdk.opentelemetry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this module, as its build wrote it down: a manifest is lost where jars are merged into one. */
final class ModuleVersion {
    private ModuleVersion() {}

    /** Null when it is not there: telemetry without a version is still telemetry. */
    static String read() {
        Properties module = new Properties();
        try (InputStream written = ModuleVersion.class.getResourceAsStream("module.properties")) {
            if (written != null) {
                module.load(written);
            }
        } catch (IOException unreadable) {
            return null;
        }
        return module.getProperty("version");
    }
}
