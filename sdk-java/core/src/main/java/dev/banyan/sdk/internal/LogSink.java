package dev.banyan.sdk.internal;

import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where log lines go, under the name {@code dev.banyan.sdk}: to SLF4J when the application has it together with a logging system,
 * otherwise to {@code java.util.logging}. Found by reflection, so that neither is a dependency. Thread-safe.
 */
final class LogSink {
    private static final String NAME = "dev.banyan.sdk";
    private static final String WITHOUT_SYSTEM = "NOPLoggerFactory";

    // Held, because java.util.logging forgets a logger's settings together with the logger.
    private final Logger logger = Logger.getLogger(NAME);
    private final Object slf4j;
    private final Method info;
    private final Method warn;

    private LogSink(Object slf4j, Method info, Method warn) {
        this.slf4j = slf4j;
        this.info = info;
        this.warn = warn;
    }

    /** The sink of an application whose classes are found through {@code loader}. */
    static LogSink find(ClassLoader loader) {
        try {
            Class<?> factory = Class.forName("org.slf4j.LoggerFactory", true, loader);
            Object system = factory.getMethod("getILoggerFactory").invoke(null);
            if (!system.getClass().getSimpleName().equals(WITHOUT_SYSTEM)) {
                Class<?> type = Class.forName("org.slf4j.Logger", true, loader);
                Object found = factory.getMethod("getLogger", String.class).invoke(null, NAME);
                return new LogSink(found, type.getMethod("info", String.class), type.getMethod("warn", String.class));
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // It is not there, or not in a state to be used: the JDK's own always is.
        }
        return new LogSink(null, null, null);
    }

    void info(String message) {
        log(info, Level.INFO, message);
    }

    void warn(String message) {
        log(warn, Level.WARNING, message);
    }

    private void log(Method method, Level level, String message) {
        try {
            if (slf4j != null) {
                method.invoke(slf4j, message);
                return;
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            // A logging system that fails is not worth an exception in its turn.
        }
        // Under the name that users know; found out by the logging system, it would be this class.
        logger.logp(level, "dev.banyan.sdk.Banyan", "", message);
    }
}
