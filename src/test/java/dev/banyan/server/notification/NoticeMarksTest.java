package dev.banyan.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoticeMarksTest {
    private static final Instant START = Instant.parse("2026-03-02T14:05:00Z");

    private int looks;
    private Instant now = START;

    private final NoticeMarks marks = new NoticeMarks(() -> Map.of("shop", String.valueOf(++looks)), new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void one_look_a_second_serves_all_pages() {
        IntStream.range(0, 1_000).forEach(page -> assertThat(marks.of("shop")).isEqualTo("1"));
        assertThat(looks).isEqualTo(1);

        now = START.plusMillis(999);
        assertThat(marks.of("shop")).isEqualTo("1");
        now = START.plusMillis(1_000);
        assertThat(marks.of("shop")).isEqualTo("2");
        assertThat(marks.of("nobody-told-anything")).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_silences_no_bell() {
        assertThat(marks.of("shop")).isEqualTo("1");
        now = START.minusSeconds(3_600);
        assertThat(marks.of("shop")).isEqualTo("2");
    }
}
