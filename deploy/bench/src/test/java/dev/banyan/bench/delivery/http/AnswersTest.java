package dev.banyan.bench.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private final Answers answers = new Answers();

    @Test
    void an_answer_ends_where_it_says() throws IOException {
        assertThat(feed("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nETag: \"e-7\"\r\n\r\nhel"))
                .isFalse();
        assertThat(feed("lo")).isTrue();
        assertThat(answers.status()).isEqualTo(200);
        assertThat(answers.header("etag")).isEqualTo("\"e-7\"");
        assertThat(answers.bodyBytes()).isEqualTo(5);
    }

    @Test
    void answers_without_a_body_end_with_their_head() throws IOException {
        assertThat(feed("HTTP/1.1 304 Not Modified\r\nContent-Length: 900\r\n\r"))
                .isFalse();
        assertThat(feed("\n")).isTrue();
        answers.reset();
        assertThat(feed("HTTP/1.1 204 No Content\r\n\r\n")).isTrue();
        assertThat(answers.status()).isEqualTo(204);
    }

    @Test
    void a_chunked_answer_ends_with_its_last_chunk() throws IOException {
        assertThat(feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"))
                .isFalse();
        assertThat(feed("0\r\n\r\n")).isTrue();
        assertThat(answers.bodyBytes()).isEqualTo(3);
    }

    @Test
    void what_follows_an_answer_is_an_error() {
        assertThatThrownBy(() -> feed("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\n"))
                .isInstanceOf(IOException.class);
    }

    private boolean feed(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return answers.feed(bytes, bytes.length);
    }
}
