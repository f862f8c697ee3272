package dev.banyan.sdk.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.banyan.sdk.Answers;
import dev.banyan.sdk.TestControlPlane;
import dev.banyan.sdk.internal.TestSettings;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.TransportFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ControlPlaneTest {
    private static final byte[] REPORT = {'{', '}'};

    @Test
    void a_report_that_is_refused_tells_its_status() throws IOException {
        try (TestControlPlane server = new TestControlPlane()) {
            server.start();
            server.next(TestControlPlane.APPLIED, (request, out) -> out.write(Answers.status(401)));
            server.next(TestControlPlane.APPLIED, (request, out) -> out.write(Answers.status(422)));
            server.next(TestControlPlane.APPLIED, (request, out) -> out.write(Answers.status(503, "Retry-After: 7")));
            ControlPlane plane = plane(server.url());
            assertThat(fault(plane)).matches(TransportFault::lasting).hasMessageContaining("401");
            assertThat(fault(plane)).matches(TransportFault::rejectsContent);
            assertThat(fault(plane).retryAfterMillis()).isEqualTo(7_000);
        }
    }

    @Test
    void a_page_in_the_place_of_a_receipt_is_none() throws IOException {
        try (TestControlPlane server = new TestControlPlane()) {
            server.start();
            server.next(TestControlPlane.APPLIED, (request, out) -> out.write(Answers.html()));
            assertThat(fault(plane(server.url()))).hasMessageContaining("200");
        }
    }

    @Test
    void a_report_without_an_answer_is_not_sent_again_behind_our_back() throws IOException {
        try (TestControlPlane server = new TestControlPlane()) {
            server.start();
            server.always(TestControlPlane.TELEMETRY, (request, out) -> {});
            ControlPlane plane = plane(server.url());
            assertThatThrownBy(() -> plane.report(TestControlPlane.TELEMETRY, REPORT, 1_000))
                    .isInstanceOf(IOException.class);
            assertThat(server.requests(TestControlPlane.TELEMETRY)).hasSize(1);
        }
    }

    @Test
    void reports_share_a_connection() throws IOException {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            ControlPlane plane = plane("http://127.0.0.1:" + server.getAddress().getPort());
            for (int i = 0; i < 20; i++) {
                plane.report("/sdk/v1/applied", REPORT, 1_000);
            }
            assertThat(ports).hasSize(1);
        } finally {
            server.stop(0);
        }
    }

    private static TransportFault fault(ControlPlane plane) {
        try {
            plane.report(TestControlPlane.APPLIED, REPORT, 1_000);
            throw new AssertionError("the report was taken");
        } catch (IOException e) {
            return TransportFault.of(e);
        }
    }

    private static ControlPlane plane(String url) {
        return new ControlPlane(TestSettings.of(Platform.SYSTEM, url, null));
    }
}
