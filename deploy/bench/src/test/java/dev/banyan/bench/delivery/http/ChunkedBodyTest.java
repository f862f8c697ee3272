package dev.banyan.bench.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChunkedBodyTest {
    private static final byte[] FRAMED =
            "5\r\nhello\r\nC;note=x\r\n, wide world\r\n0\r\nTrailer: t\r\n\r\nrest".getBytes(StandardCharsets.US_ASCII);

    private final StringBuilder body = new StringBuilder();
    private final ChunkedBody chunks = new ChunkedBody();

    @Test
    void the_framing_goes_wherever_the_pieces_end() {
        for (int piece = 1; piece <= FRAMED.length; piece++) {
            body.setLength(0);
            chunks.reset();
            int end = feed(piece);

            assertThat(body).as("pieces of %d", piece).hasToString("hello, wide world");
            assertThat(chunks.ended()).isTrue();
            assertThat(FRAMED.length - end).isEqualTo("rest".length());
        }
    }

    @Test
    void a_body_that_goes_on_has_not_ended() {
        byte[] half = "a\r\nhalf".getBytes(StandardCharsets.US_ASCII);

        assertThat(chunks.feed(half, 0, half.length, this::take)).isEqualTo(half.length);
        assertThat(chunks.ended()).isFalse();
        assertThat(body).hasToString("half");
    }

    private int feed(int piece) {
        int at = 0;
        while (!chunks.ended() && at < FRAMED.length) {
            at = chunks.feed(FRAMED, at, Math.min(FRAMED.length, at + piece), this::take);
        }
        return at;
    }

    private void take(byte[] bytes, int from, int to) {
        body.append(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
    }
}
