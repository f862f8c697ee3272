package dev.banyan.server.delivery.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private static final String NAME = FailuresTest.class.getName();

    private final AtomicLong nanos = new AtomicLong(-5);
    private final Failures failures = new Failures(org.jboss.logging.Logger.getLogger(NAME), nanos::get);
    private final Lines lines = new Lines();

    private static final class Lines extends Handler {
        final List<String> all = new ArrayList<>();

        @Override
        public void publish(LogRecord line) {
            all.add(new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @BeforeEach
    void listen() {
        Logger.getLogger(NAME).addHandler(lines);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger(NAME).removeHandler(lines);
    }

    @Test
    void the_first_is_told_and_then_one_a_minute_with_the_number_of_the_others() {
        for (int i = 0; i < 1_000; i++) {
            failures.say("A stream failed", new IllegalStateException());
        }
        nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
        failures.say("A stream failed", new IllegalStateException());

        assertThat(lines.all).hasSize(2);
        assertThat(lines.all.get(0)).contains("A stream failed");
        assertThat(lines.all.get(1)).contains("999 more before");
    }
}
