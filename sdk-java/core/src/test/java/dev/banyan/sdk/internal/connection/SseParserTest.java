package dev.banyan.sdk.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.sdk.internal.kit.TransportFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SseParserTest {
    private static final String EVERYTHING = """
            \uFEFF: a comment
            event: snapshot
            id: 42
            data: first – “ünïcödé” 🌳
            data:second
            data:  two spaces

            :
            data

            retry: 1
            unknown: field
            nothing

            event:other
            id: bad\0id
            data: x:y

            id
            data: z

            data: never finished
            """;
    private static final List<String> READ = List.of(
            "comment",
            "snapshot/42/first – “ünïcödé” 🌳\nsecond\n two spaces",
            "comment",
            "message/42/",
            "other/42/x:y",
            "message//z");

    private final List<String> seen = new ArrayList<>();
    private final SseParser.Sink sink = new SseParser.Sink() {
        @Override
        public void event(String type, String id, byte[] data) {
            seen.add(type + "/" + id + "/" + new String(data, StandardCharsets.UTF_8));
        }

        @Override
        public void comment() {
            seen.add("comment");
        }
    };

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void reads_the_same_wherever_two_cuts_fall(String lineEnd) throws IOException {
        byte[] bytes = EVERYTHING.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            int second = Math.min(bytes.length, first + 1 + first % 7);
            assertThat(readCutAt(bytes, first, second)).isEqualTo(READ);
        }
    }

    @Test
    void reads_byte_by_byte() throws IOException {
        SseParser parser = new SseParser(sink, 1_000);
        for (byte b : EVERYTHING.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)) {
            parser.feed(new byte[] {b}, 1);
            parser.feed(new byte[0], 0);
        }
        assertThat(seen).isEqualTo(READ);
    }

    @Test
    void reuses_nothing_after_a_large_event() throws IOException {
        String large = "x".repeat(200_000);
        SseParser parser = new SseParser(sink, 1_000_000);
        feed(parser, "data: " + large + "\n\ndata: small\n\n");
        assertThat(seen).containsExactly("message//" + large, "message//small");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: ", ": ", "", "data: a\ndata: b\ndata: c\ndata: d\ndata: e\ndata: "})
    void refuses_what_grows_beyond_the_limit(String start) throws IOException {
        SseParser parser = new SseParser(sink, 100);
        feed(parser, start);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 101; i++) {
                        feed(parser, "x");
                    }
                })
                .isInstanceOf(TransportFault.class)
                .hasMessageContaining("100 bytes");
    }

    @Test
    void many_small_events_do_not_add_up_to_the_limit() throws IOException {
        SseParser parser = new SseParser(sink, 100);
        for (int i = 0; i < 100; i++) {
            feed(parser, ": hb\n\ndata: " + i + "\n\n");
        }
        assertThat(seen).hasSize(200);
    }

    private List<String> readCutAt(byte[] bytes, int first, int second) throws IOException {
        seen.clear();
        SseParser parser = new SseParser(sink, 1_000);
        feed(parser, Arrays.copyOfRange(bytes, 0, first));
        feed(parser, Arrays.copyOfRange(bytes, first, second));
        feed(parser, Arrays.copyOfRange(bytes, second, bytes.length));
        return List.copyOf(seen);
    }

    private static void feed(SseParser parser, String text) throws IOException {
        feed(parser, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void feed(SseParser parser, byte[] bytes) throws IOException {
        parser.feed(bytes, bytes.length);
    }
}
