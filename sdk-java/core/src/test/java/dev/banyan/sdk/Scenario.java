package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.fail;

import dev.banyan.evaluation.Context;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Timings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A control plane that the test rules, and clients whose patience is short enough for a test. */
abstract class Scenario {
    static final String KEY = "bny_sdk_0123456789abcdefghijABCDEFGHIJ01abcdef";
    static final Context ANA = Context.of("ana");
    /** Faults are what these tests are made of; they need no log. The reference keeps the setting alive. */
    static final Logger LOGGER = Logger.getLogger("dev.banyan.sdk");

    private static final long DEADLINE_NANOS = Duration.ofSeconds(60).toNanos();

    /** Time runs as it does, or faster from a given moment; chance draws the shortest wait unless told otherwise. */
    static final class TestPlatform implements Platform {
        final AtomicLong aheadMillis = new AtomicLong();
        /** How far the wall clock alone has jumped. */
        final AtomicLong jumpedMillis = new AtomicLong();

        /** How often a client has tried the stream. */
        final AtomicInteger streams = new AtomicInteger();

        volatile double chance;

        final Map<String, String> surroundings = new ConcurrentHashMap<>();

        @Override
        public long nanoTime() {
            return System.nanoTime() + aheadMillis.get() * 1_000_000;
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis() + aheadMillis.get() + jumpedMillis.get();
        }

        @Override
        public String environment(String name) {
            return surroundings.getOrDefault(name, "");
        }

        @Override
        public String property(String name) {
            return surroundings.getOrDefault(name, "");
        }

        @Override
        public double random() {
            return chance;
        }

        @Override
        public HttpURLConnection open(URL url) throws IOException {
            if (url.getPath().equals(TestControlPlane.STREAM)) {
                streams.incrementAndGet();
            }
            return Platform.super.open(url);
        }
    }

    @TempDir
    Path cache;

    final TestPlatform platform = new TestPlatform();
    TestControlPlane server;
    private final List<Banyan> clients = new ArrayList<>();

    @BeforeEach
    void plane() throws IOException {
        LOGGER.setLevel(Level.OFF);
        server = new TestControlPlane();
    }

    @AfterEach
    void end() throws IOException {
        clients.forEach(Banyan::close);
        server.close();
    }

    /** Hears the lines that clients write, until it is closed. */
    static AutoCloseable listen(List<String> lines) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        LOGGER.setLevel(Level.WARNING);
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(handler);
        return () -> {
            LOGGER.removeHandler(handler);
            LOGGER.setUseParentHandlers(true);
            LOGGER.setLevel(Level.OFF);
        };
    }

    Banyan client() {
        return client(builder());
    }

    Banyan client(BanyanBuilder builder) {
        Banyan banyan = builder.build();
        clients.add(banyan);
        return banyan;
    }

    BanyanBuilder builder() {
        return builder(Duration.ofSeconds(2), Duration.ofMillis(50));
    }

    BanyanBuilder builder(Duration read, Duration flush) {
        return builder(read, flush, Duration.ofMillis(300));
    }

    BanyanBuilder builder(Duration read, Duration flush, Duration slowRetry) {
        return withoutDirectory(read, flush, slowRetry).cacheDirectory(cache);
    }

    /** Keeps its files wherever it does by itself. */
    BanyanBuilder withoutDirectory() {
        return withoutDirectory(Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofMillis(300));
    }

    private BanyanBuilder withoutDirectory(Duration read, Duration flush, Duration slowRetry) {
        Timings timings = new Timings(
                Duration.ofSeconds(1), read, Duration.ofMillis(100), flush, slowRetry, Duration.ofSeconds(2));
        return Banyan.builder()
                .url(server.url())
                .sdkKey(KEY)
                .application("shop")
                .surroundings(platform, timings);
    }

    /** Leaves only the stream to bring a ruleset: on a busy machine a poll may be faster. */
    void withoutPolls() {
        server.always(TestControlPlane.SNAPSHOT, (request, out) -> out.write(Answers.status(503)));
    }

    /** The threads of all clients in this process. */
    static List<Thread> threads() {
        List<Thread> threads = new ArrayList<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("banyan-"));
        return threads;
    }

    static void eventually(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("not in time: " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    static void eventually(Banyan banyan, ConnectionState state) {
        eventually(
                state + " instead of " + banyan.status(), () -> banyan.status().state() == state);
    }

    static void eventually(Banyan banyan, long revision) {
        eventually(
                "revision " + revision + " instead of " + banyan.status(),
                () -> banyan.status().revision() == revision);
    }
}
