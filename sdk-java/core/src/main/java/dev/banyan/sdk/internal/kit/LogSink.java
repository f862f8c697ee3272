package dev.banyan.sdk.internal.kit;

import java.lang.reflect.Method;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where log lines go: to SLF4J when the application has it together with a logging system, otherwise to {@code java.util.logging},
 * and in a JVM without that module to the standard error stream. Found by reflection, so that none is a dependency. Thread-safe.
 */
public abstract class LogSink {
    private static final String WITHOUT_SYSTEM = "NOPLoggerFactory";

    private LogSink() {}

    /** The sink of that name, in an application whose classes are found through {@code loader}. */
    public static LogSink find(String name, ClassLoader loader) {
        try {
            Class<?> factory = Class.forName("org.slf4j.LoggerFactory", true, loader);
            Object system = factory.getMethod("getILoggerFactory").invoke(null);
            if (!system.getClass().getSimpleName().equals(WITHOUT_SYSTEM)) {
                Class<?> type = Class.forName("org.slf4j.Logger", true, loader);
                Object found = factory.getMethod("getLogger", String.class).invoke(null, name);
                return new Slf4j(
                        name, found, type.getMethod("info", String.class), type.getMethod("warn", String.class));
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // It is not there, or not in a state to be used.
        }
        return ofJdk(name);
    }

    private static LogSink ofJdk(String name) {
        try {
            return new OfJdk(name);
        } catch (LinkageError absentModule) {
            return new ErrorStream(name);
        }
    }

    /** Writes a line for people who look on. */
    public abstract void info(String message);

    /** Writes a line for people who are responsible. */
    public abstract void warn(String message);

    private static final class Slf4j extends LogSink {
        private final String name;
        private final Object logger;
        private final Method info;
        private final Method warn;

        Slf4j(String name, Object logger, Method info, Method warn) {
            this.name = name;
            this.logger = logger;
            this.info = info;
            this.warn = warn;
        }

        @Override
        public void info(String message) {
            if (!logged(info, message)) {
                ofJdk(name).info(message);
            }
        }

        @Override
        public void warn(String message) {
            if (!logged(warn, message)) {
                ofJdk(name).warn(message);
            }
        }

        /** A logging system that fails is not worth an exception in its turn. */
        private boolean logged(Method method, String message) {
            try {
                method.invoke(logger, message);
                return true;
            } catch (ReflectiveOperationException | RuntimeException e) {
                return false;
            }
        }
    }

    /** The only class that names those of {@code java.util.logging}: it cannot be loaded without them. */
    private static final class OfJdk extends LogSink {
        // Held, because java.util.logging forgets a logger's settings together with the logger.
        private final Logger logger;

        OfJdk(String name) {
            logger = Logger.getLogger(name);
        }

        @Override
        public void info(String message) {
            log(Level.INFO, message);
        }

        @Override
        public void warn(String message) {
            log(Level.WARNING, message);
        }

        /** Under the name that users know; found out by the logging system, it would be this class. */
        private void log(Level level, String message) {
            logger.logp(level, "dev.banyan.sdk.Banyan", "", message);
        }
    }

    private static final class ErrorStream extends LogSink {
        private final String name;

        ErrorStream(String name) {
            this.name = name;
        }

        @Override
        public void info(String message) {
            System.err.println("INFO " + name + ": " + message);
        }

        @Override
        public void warn(String message) {
            System.err.println("WARN " + name + ": " + message);
        }
    }
}
