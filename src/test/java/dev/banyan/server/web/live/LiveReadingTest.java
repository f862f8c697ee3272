package dev.banyan.server.web.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LiveReadingTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicInteger looks = new AtomicInteger();
    private final LiveSubject subject =
            LiveSubject.of("a route", "", () -> Map.of("flag", "at " + looks.incrementAndGet()));
    private final LiveReading reading = new LiveReading(subject);

    @Test
    void one_look_serves_all_pages_that_show_the_same() {
        List<TestPage> pages = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pages.add(open(reading));
        }

        reading.look(false, 0);

        assertThat(looks).hasValue(1);
        assertThat(pages).allSatisfy(page -> assertThat(page.shown).containsExactly("event: flag\ndata: at 1\n\n"));
    }

    @Test
    void looks_when_it_is_time_and_at_once_when_something_was_changed() {
        open(reading);
        reading.look(false, 0);
        reading.look(false, SECOND / 4);
        assertThat(looks).hasValue(1);
        reading.look(false, SECOND / 2);
        assertThat(looks).hasValue(2);
        reading.look(true, SECOND / 2);
        assertThat(looks).hasValue(3);
    }

    @Test
    void what_is_looked_at_seldom_has_its_turn_once_a_second() {
        LiveReading seldom = new LiveReading(subject.seldom());
        open(seldom);
        seldom.look(false, 0);
        seldom.look(false, SECOND / 2);
        assertThat(looks).hasValue(1);
        seldom.look(false, SECOND);
        assertThat(looks).hasValue(2);
    }

    /** It has loaded something newer than what is being read. */
    @Test
    void a_page_that_opens_during_a_look_waits_for_the_next() {
        TestPage late = new TestPage();
        LiveReading[] self = new LiveReading[1];
        self[0] = new LiveReading(LiveSubject.of("a route", "", () -> {
            self[0].join(late);
            return Map.of("flag", "old");
        }));
        TestPage early = open(self[0]);

        self[0].look(false, 0);

        assertThat(early.shown).hasSize(1);
        assertThat(late.shown).isEmpty();
    }

    @Test
    void when_it_cannot_be_read_the_pages_end_and_ask_again() {
        LiveReading broken = new LiveReading(LiveSubject.of("a route", "", () -> {
            throw new IllegalStateException("on purpose");
        }));
        TestPage page = open(broken);

        broken.look(false, 0);

        assertThat(page.ended).isTrue();
    }

    @Test
    void each_viewer_gets_their_own_token_and_lines_stay_lines() {
        LivePiece piece = LivePiece.of("flag", "<form>\n<input value=\"" + LivePiece.CSRF + "\">");

        assertThat(piece.eventFor("of-ana")).isEqualTo("event: flag\ndata: <form>\ndata: <input value=\"of-ana\">\n\n");
    }

    @Test
    void is_for_nobody_when_the_last_page_has_gone() {
        TestPage page = open(reading);
        assertThat(reading.isForNobody()).isFalse();
        reading.leave(page);
        assertThat(reading.isForNobody()).isTrue();
    }

    private static TestPage open(LiveReading reading) {
        TestPage page = new TestPage();
        reading.join(page);
        return page;
    }

    private static final class TestPage implements LiveReading.Watcher {
        private final List<String> shown = new ArrayList<>();
        private boolean ended;

        @Override
        public void show(Map<String, LivePiece> pieces) {
            pieces.values().forEach(piece -> shown.add(piece.event()));
        }

        @Override
        public void end() {
            ended = true;
        }
    }
}
