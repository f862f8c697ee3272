package dev.banyan.bench.delivery.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventParserTest {
    private static final String DELTA =
            "{\"from\":41,\"checksum\":\"c\",\"head\":{\"epoch\":\"e-1\",\"revision\":42,\"urgent\":42}}";
    private static final String STREAM = ": hb\n\nevent: snapshot\nid: 41\ndata: {\"epoch\":\"e-1\"}\n\n: hb\n\n"
            + "event: delta\nid: 42\ndata: " + DELTA + "\n\n";

    private final List<String> read = new ArrayList<>();
    private EventParser last;
    private long lastBytes;

    private final EventParser.Listener listener = new EventParser.Listener() {
        @Override
        public void event(EventParser event) {
            last = event;
            lastBytes = event.bytes();
            String data = new String(event.data(), StandardCharsets.UTF_8);
            read.add((event.delta() ? "delta " : "snapshot ") + event.id() + " " + data);
        }

        @Override
        public void comment() {
            read.add(":");
        }
    };

    @Test
    void events_and_comments_are_read_wherever_the_pieces_end() {
        for (int piece = 1; piece <= STREAM.length(); piece++) {
            read.clear();
            feed(new EventParser(listener, false), STREAM, piece);

            assertThat(read)
                    .as("pieces of %d", piece)
                    .containsExactly(":", "snapshot 41 {\"epoch\":\"e-1\"}", ":", "delta 42 " + DELTA);
        }
    }

    @Test
    void the_head_says_epoch_urgency_and_start() {
        feed(new EventParser(listener, false), "event: delta\nid: 42\ndata: " + DELTA + "\n\n", 7);

        assertThat(last.headNumber(bytes("{\"from\":"))).isEqualTo(41);
        assertThat(last.headNumber(bytes("\"urgent\":"))).isEqualTo(42);
        assertThat(last.headNumber(bytes("\"absent\":"))).isEqualTo(-1);
        assertThat(last.headHas(bytes("\"epoch\":\""), bytes("e-1"))).isTrue();
        assertThat(last.headHas(bytes("\"epoch\":\""), bytes("e-2"))).isFalse();
        assertThat(last.headText(bytes("\"epoch\":\""))).isEqualTo(bytes("e-1"));
    }

    @Test
    void of_a_long_line_the_beginning_is_kept_and_all_of_it_counted() {
        String event = "id: 1\ndata: {\"epoch\":\"e\"" + "x".repeat(50_000) + "\n\n";

        feed(new EventParser(listener, false), event, 1_000);
        assertThat(last.data()).hasSizeLessThanOrEqualTo(EventParser.KEPT_OF_A_LINE);
        assertThat(lastBytes).isEqualTo(event.length());

        feed(new EventParser(listener, true), event, 1_000);
        assertThat(last.data()).hasSize(50_000 + "{\"epoch\":\"e\"".length());
        assertThat(lastBytes).isEqualTo(event.length());
    }

    @Test
    void a_comment_is_no_part_of_the_event_after_it() {
        String event = "id: 1\ndata: {}\n\n";

        feed(new EventParser(listener, false), ": a sign of life\n\n" + event, 5);

        assertThat(lastBytes).isEqualTo(event.length());
    }

    private static void feed(EventParser parser, String text, int piece) {
        byte[] bytes = bytes(text);
        for (int at = 0; at < bytes.length; at += piece) {
            parser.take(bytes, at, Math.min(bytes.length, at + piece));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
