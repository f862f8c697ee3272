package dev.banyan.sdk.internal.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
    private final FakePlatform platform = new FakePlatform();

    @Test
    void a_body_without_end_is_refused_at_the_limit() {
        long[] given = {0};
        InputStream endless = new Source() {
            @Override
            public int read(byte[] target, int offset, int length) {
                given[0] += length;
                return length;
            }
        };
        assertThatThrownBy(() -> read(endless, -1)).isInstanceOf(RefusedPayload.class);
        assertThat(given[0]).isLessThan(BoundedBody.MOST_BYTES + 100_000L);
    }

    @Test
    void a_body_that_takes_for_ever_is_given_up() {
        InputStream trickle = new Source() {
            @Override
            public int read(byte[] target, int offset, int length) {
                platform.pass(9_000);
                return 1;
            }
        };
        assertThatThrownBy(() -> read(trickle, -1))
                .isInstanceOf(TransportFault.class)
                .hasMessageContaining("120000 ms");
    }

    @Test
    void a_body_shorter_than_announced_is_a_fault_of_the_line() throws IOException {
        byte[] body = new byte[10];
        assertThat(read(new ByteArrayInputStream(body), 10)).isEqualTo(body);
        assertThat(read(new ByteArrayInputStream(body), -1)).isEqualTo(body);
        assertThatThrownBy(() -> read(new ByteArrayInputStream(Arrays.copyOf(body, 9)), 10))
                .isInstanceOf(TransportFault.class);
    }

    private byte[] read(InputStream in, long announced) throws IOException {
        return new BoundedBody(new Answer(in, announced), platform).read();
    }

    private abstract static class Source extends InputStream {
        @Override
        public int read() {
            throw new AssertionError("read in blocks");
        }
    }

    /** An answer that needs no network. */
    private static final class Answer extends HttpURLConnection {
        private final InputStream in;
        private final long announced;

        Answer(InputStream in, long announced) throws IOException {
            super(URI.create("http://127.0.0.1:1").toURL());
            this.in = in;
            this.announced = announced;
        }

        @Override
        public InputStream getInputStream() {
            return in;
        }

        @Override
        public long getContentLengthLong() {
            return announced;
        }

        @Override
        public void connect() {}

        @Override
        public void disconnect() {}

        @Override
        public boolean usingProxy() {
            return false;
        }
    }
}
