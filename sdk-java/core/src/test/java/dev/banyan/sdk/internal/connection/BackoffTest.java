package dev.banyan.sdk.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.TransportFault;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.security.cert.CertificateException;
import java.util.Random;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;

/** Still trying an hour later, at a bounded rate, whatever happens. */
class BackoffTest {
    private static final long SLOW = 120_000;
    private final FakePlatform platform = new FakePlatform();
    private final Backoff backoff = new Backoff(platform, SLOW);

    @Test
    void passing_faults_wait_up_to_one_second_at_first_and_thirty_later() {
        platform.chance = 0.999_999;
        long[] most = {1_000, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000};
        for (long limit : most) {
            assertThat(backoff.next(TransportFault.passing("x"))).isBetween(limit - 40, limit);
        }
    }

    @Test
    void nobody_waits_longer_than_has_been_waited_so_far() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Backoff each = new Backoff(platform, SLOW);
            long waited = 0;
            for (int fault = 0; fault < 50; fault++) {
                platform.chance = random.nextDouble();
                long wait = each.next(TransportFault.passing("x"));
                assertThat(wait).isLessThanOrEqualTo(Math.max(1_000, waited));
                waited += wait;
            }
        }
    }

    @Test
    void jitter_is_full_but_never_hammers() {
        platform.chance = 0;
        for (int i = 0; i < 300; i++) {
            assertThat(backoff.next(TransportFault.passing("x"))).isEqualTo(100);
        }
        platform.chance = 0.5;
        assertThat(backoff.next(TransportFault.passing("x"))).isEqualTo(15_000);
    }

    @Test
    void a_success_starts_it_over() {
        platform.chance = 0.5;
        backoff.next(TransportFault.passing("x"));
        backoff.next(TransportFault.passing("x"));
        backoff.reset();
        assertThat(backoff.next(TransportFault.passing("x"))).isEqualTo(500);
    }

    @Test
    void lasting_faults_wait_minutes_and_never_stop() {
        for (int i = 0; i < 1_000; i++) {
            platform.chance = i / 1_000.0;
            assertThat(backoff.next(TransportFault.status(i % 2 == 0 ? 401 : 403, "x", 0)))
                    .isBetween(SLOW / 2, SLOW * 3 / 2);
        }
    }

    @Test
    void what_the_server_asks_for_is_waited_out_and_jittered() {
        platform.chance = 0.5;
        assertThat(backoff.next(TransportFault.status(503, "x", 7_000))).isEqualTo(7_500);
    }

    @Test
    void retry_after_is_seconds_or_a_date_and_bounded() {
        assertThat(RetryAfter.bounded("7", 0)).isEqualTo(7_000);
        assertThat(RetryAfter.bounded("0", 0)).isZero();
        assertThat(RetryAfter.bounded("86400", 0)).isEqualTo(RetryAfter.MOST_MILLIS);
        assertThat(RetryAfter.bounded("99999999999999999999", 0)).isEqualTo(RetryAfter.MOST_MILLIS);
        assertThat(RetryAfter.bounded("Sun, 22 Nov 2026 15:00:00 GMT", 9_000)).isEqualTo(9_000);
        assertThat(RetryAfter.bounded("Sun, 22 Nov 2026 15:00:00 GMT", -9_000)).isZero();
        assertThat(RetryAfter.bounded("soon", 0)).isZero();
        assertThat(RetryAfter.bounded("-5", 0)).isZero();
        assertThat(RetryAfter.bounded("", 0)).isZero();
    }

    @Test
    void only_refused_keys_and_distrust_are_lasting() {
        assertThat(TransportFault.status(401, "x", 0).lasting()).isTrue();
        assertThat(TransportFault.status(403, "x", 0).lasting()).isTrue();
        assertThat(TransportFault.status(404, "x", 0).lasting()).isFalse();
        assertThat(TransportFault.status(500, "x", 0).lasting()).isFalse();
        assertThat(lasting(new ConnectException("refused"))).isFalse();
        assertThat(lasting(new OutOfMemoryError())).isFalse();
        assertThat(lasting(new SSLException("reset"))).isFalse();
        assertThat(lasting(new SSLPeerUnverifiedException("other name"))).isTrue();
        assertThat(lasting(handshake(new CertificateException("expired")))).isTrue();
        assertThat(lasting(handshake(new EOFException("cut off")))).isFalse();
        assertThat(lasting(handshake(new IOException(new SocketException("reset")))))
                .isFalse();
    }

    private static boolean lasting(Throwable thrown) {
        return TransportFault.of(thrown).lasting();
    }

    private static Throwable handshake(Throwable cause) {
        return new SSLHandshakeException("handshake").initCause(cause);
    }
}
