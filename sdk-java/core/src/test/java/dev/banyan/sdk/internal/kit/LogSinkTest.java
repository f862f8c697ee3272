package dev.banyan.sdk.internal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where lines go, with stand-ins for SLF4J that are compiled into an application's class loader of their own. */
class LogSinkTest {
    private final Logger jdk = Logger.getLogger("dev.banyan.sdk");
    private final Level before = jdk.getLevel();
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            lines.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @TempDir
    Path classes;

    @BeforeEach
    void listen() {
        jdk.setLevel(Level.INFO);
        jdk.setUseParentHandlers(false);
        jdk.addHandler(handler);
    }

    @AfterEach
    void silence() {
        jdk.removeHandler(handler);
        jdk.setUseParentHandlers(true);
        jdk.setLevel(before);
    }

    @Test
    void to_the_jdk_without_slf4j() {
        say(LogSink.find("dev.banyan.sdk", getClass().getClassLoader()));
        assertThat(lines).containsExactly("INFO good", "WARNING bad");
    }

    @Test
    void to_slf4j_when_it_is_there() throws Exception {
        try (URLClassLoader application = withSlf4j("SimpleLoggerFactory", "lines.append(m)")) {
            say(LogSink.find("dev.banyan.sdk", application));
            Object said =
                    application.loadClass("org.slf4j.Logger").getField("lines").get(null);
            assertThat(said).hasToString("info:good warn:bad ");
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void to_the_jdk_when_slf4j_has_no_system_behind_it() throws Exception {
        try (URLClassLoader application = withSlf4j("NOPLoggerFactory", "lines.append(m)")) {
            say(LogSink.find("dev.banyan.sdk", application));
            assertThat(lines).containsExactly("INFO good", "WARNING bad");
        }
    }

    @Test
    void to_the_jdk_when_slf4j_throws() throws Exception {
        try (URLClassLoader application = withSlf4j("SimpleLoggerFactory", "System.getProperty(null)")) {
            say(LogSink.find("dev.banyan.sdk", application));
            assertThat(lines).containsExactly("INFO good", "WARNING bad");
        }
    }

    @Test
    void a_logging_system_that_throws_costs_the_line_only() {
        jdk.addHandler(new Handler() {
            @Override
            public void publish(LogRecord record) {
                throw new IllegalStateException("no log today");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {
                jdk.removeHandler(this);
            }
        });
        try {
            Log log = new Log(new FakePlatform());
            assertThatCode(() -> log.info("good")).doesNotThrowAnyException();
            assertThatCode(() -> log.warn(Log.Topic.POLL, "bad")).doesNotThrowAnyException();
        } finally {
            for (Handler each : jdk.getHandlers()) {
                each.close();
            }
        }
    }

    private static void say(LogSink sink) {
        sink.info("good");
        sink.warn("bad");
    }

    private URLClassLoader withSlf4j(String system, String action) throws IOException {
        Path directory = Files.createDirectories(classes.resolve("org/slf4j"));
        Path logger = Files.writeString(directory.resolve("Logger.java"), """
                package org.slf4j;
                public class Logger {
                    public static final StringBuilder lines = new StringBuilder();
                    public void info(String text) { String m = "info:" + text + " "; %1$s; }
                    public void warn(String text) { String m = "warn:" + text + " "; %1$s; }
                }
                """.formatted(action));
        Path factory = Files.writeString(directory.resolve("LoggerFactory.java"), """
                package org.slf4j;
                public class LoggerFactory {
                    public static class %1$s {}
                    public static Object getILoggerFactory() { return new %1$s(); }
                    public static Logger getLogger(String name) { return new Logger(); }
                }
                """.formatted(system));
        int errors = ToolProvider.getSystemJavaCompiler().run(null, null, null, logger.toString(), factory.toString());
        assertThat(errors).isZero();
        return new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    }
}
