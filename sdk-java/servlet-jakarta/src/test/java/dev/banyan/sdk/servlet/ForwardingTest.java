package dev.banyan.sdk.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Side;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest extends WebScenario {
    private final AtomicReference<Map<String, String>> received = new AtomicReference<>();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void what_is_decided_new_is_answered_by_the_new_service() throws Exception {
        WebApp legacy = legacy(Forwarding.to(fresh().url()));

        HttpResponse<String> answer = send(to(legacy, "/orders/7?a=b%20c").header("X-Test-User", "ana"));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("new GET /orders/7?a=b%20c ");
        assertThat(answer.headers().allValues("X-Two")).containsExactly("one", "two");
        assertThat(answer.headers().allValues("Date")).hasSize(1);
        assertThat(send(to(legacy, "/carts/7")).body()).isEqualTo("legacy legacy");
        reported("orders.all", "new", 1, 0);
        reported("carts.all", "legacy", 1, 0);
    }

    @Test
    void what_the_new_service_answers_is_counted_though_the_application_measures_the_route_itself() throws Exception {
        banyan.<String, String>migration("orders.all").reads(id -> id, id -> id).build();
        WebApp legacy = legacy(Forwarding.to(fresh().url()));

        send(to(legacy, "/orders/7"));

        reported("orders.all", "new", 1, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void every_method_goes_with_its_body(String method) throws Exception {
        WebApp legacy = legacy(Forwarding.to(fresh().url()));

        assertThat(send(to(legacy, "/orders/7").method(method, BodyPublishers.ofString("h\u00e9llo")))
                        .body())
                .isEqualTo("new " + method + " /orders/7 h\u00e9llo");
        assertThat(send(to(legacy, "/orders/7").method(method, BodyPublishers.noBody()))
                        .body())
                .isEqualTo("new " + method + " /orders/7 ");
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 'x');
        String chunked = send(to(legacy, "/orders/7")
                        .method(method, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))))
                .body();
        assertThat(chunked).hasSize(("new " + method + " /orders/7 ").length() + large.length);
    }

    @Test
    void headers_go_along_but_those_of_the_connection_and_say_where_the_request_came_from() throws Exception {
        WebApp legacy = legacy(Forwarding.to(fresh().url()));

        String answer = raw(
                legacy,
                "GET /orders/7 HTTP/1.1\r\nHost: shop.example\r\nOrigin: https://a.example\r\n"
                        + "Connection: close, X-Secret\r\nX-Secret: 1\r\nTE: trailers\r\nX-Own: 2\r\nbaggage: tenant=acme\r\n"
                        + "X-Forwarded-For: 10.0.0.1\r\nBanyan-Pin: nonsense\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 201");
        assertThat(received.get())
                .containsEntry("origin", "https://a.example")
                .containsEntry("x-own", "2")
                .containsEntry("x-forwarded-for", "10.0.0.1, 127.0.0.1")
                .containsEntry("x-forwarded-proto", "http")
                .containsEntry("x-forwarded-host", "shop.example")
                .doesNotContainKeys("x-secret", "te");
        assertThat(received.get().get("host")).startsWith("127.0.0.1:");
        assertThat(banyan.accept(received.get().get("banyan-pin")).side("orders.all"))
                .isEqualTo(Side.NEW);
        assertThat(received.get().get("baggage")).startsWith("tenant=acme,banyan-pin=");
    }

    @Test
    void redirects_errors_and_empty_answers_are_the_callers_to_see() throws Exception {
        WebApp fresh = app(null, (request, response) -> {
            calls.incrementAndGet();
            response.setStatus(Integer.parseInt(request.getQueryString()));
            response.setHeader("Location", "/elsewhere");
            response.setHeader("WWW-Authenticate", "Basic");
        });
        WebApp legacy = legacy(Forwarding.to(fresh.url()));

        for (int status : new int[] {204, 302, 304, 401, 404, 503}) {
            HttpResponse<String> answer = send(to(legacy, "/orders/7?" + status).POST(BodyPublishers.ofString("x")));
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Location")).hasValue("/elsewhere");
        }
        assertThat(calls).hasValue(6);
        reported("orders.all", "new", 6, 1);
    }

    @Test
    void a_head_request_has_no_body() throws Exception {
        WebApp legacy = legacy(Forwarding.to(fresh().url()));

        HttpResponse<String> answer = send(to(legacy, "/orders/7").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void only_the_routes_that_were_named_are_forwarded() throws Exception {
        WebApp legacy = legacy(Forwarding.to(fresh().url()).routes("carts.all"));

        assertThat(send(to(legacy, "/orders/7")).body()).isEqualTo("legacy new");
        assertThat(send(to(legacy, "/carts/7").header("X-Tenant", "acme")).body())
                .startsWith("new GET ");
    }

    @Test
    void without_a_connection_it_is_a_502_and_legacy_only_for_reads_where_that_is_allowed() throws Exception {
        Forwarding nobody = Forwarding.to("http://127.0.0.1:" + closedPort());
        WebApp strict = legacy(nobody);
        WebApp lenient = legacy(nobody.readsFallBackToLegacy());

        assertThat(send(to(strict, "/orders/7")).statusCode()).isEqualTo(502);
        assertThat(send(to(lenient, "/orders/7").POST(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(502);
        reported("orders.all", "new", 2, 2);
        assertThat(send(to(lenient, "/orders/7")).body()).isEqualTo("legacy legacy");
        reported("orders.all", "new", 3, 3);
        reported("orders.all", "legacy", 1, 0);
    }

    @Test
    void a_write_that_gets_no_answer_is_not_sent_again() throws Exception {
        try (Answering broken = new Answering("")) {
            WebApp legacy =
                    legacy(Forwarding.to("http://127.0.0.1:" + broken.port()).readsFallBackToLegacy());

            assertThat(send(to(legacy, "/orders/7").POST(BodyPublishers.ofString("x")))
                            .statusCode())
                    .isEqualTo(502);
            assertThat(send(to(legacy, "/orders/7")).statusCode()).isEqualTo(502);
            assertThat(broken.connections()).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nX-A: 1\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-A: 1\u0001\r\n\r\n",
                "HTTP/1.1 101 Switching Protocols\r\n\r\n"
            })
    void an_answer_that_can_be_understood_in_two_ways_is_a_502(String bytes) throws Exception {
        try (Answering odd = new Answering(bytes)) {
            WebApp legacy = legacy(Forwarding.to("http://127.0.0.1:" + odd.port()));
            assertThat(send(to(legacy, "/orders/7")).statusCode()).isEqualTo(502);
        }
    }

    @Test
    void interim_answers_and_chunks_are_understood() throws Exception {
        try (Answering chunked = new Answering("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n3;ext=1\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")) {
            WebApp legacy = legacy(Forwarding.to("http://127.0.0.1:" + chunked.port()));
            HttpResponse<String> answer = send(to(legacy, "/orders/7"));
            assertThat(answer.body()).isEqualTo("abcde");
            assertThat(answer.headers().firstValue("Link")).isEmpty();
        }
    }

    @Test
    void an_answer_that_breaks_off_breaks_off_for_the_caller_too() throws Exception {
        try (Answering cut = new Answering("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(50_000))) {
            WebApp legacy = legacy(Forwarding.to("http://127.0.0.1:" + cut.port()));
            assertThatThrownBy(() -> send(to(legacy, "/orders/7"))).isInstanceOf(IOException.class);
            reported("orders.all", "new", 1, 1);
        }
    }

    @Test
    void a_service_that_hangs_is_a_504() throws Exception {
        try (Answering silent = new Answering(null)) {
            WebApp legacy =
                    legacy(Forwarding.to("http://127.0.0.1:" + silent.port()).readTimeout(Duration.ofMillis(100)));
            assertThat(send(to(legacy, "/orders/7")).statusCode()).isEqualTo(504);
        }
    }

    @Test
    void a_body_beyond_the_bound_is_a_413() throws Exception {
        WebApp legacy = legacy(Forwarding.to(fresh().url()).maxBodyBytes(4));

        assertThat(send(to(legacy, "/orders/7").POST(BodyPublishers.ofString("four")))
                        .statusCode())
                .isEqualTo(201);
        assertThat(send(to(legacy, "/orders/7").POST(BodyPublishers.ofString("fiver")))
                        .statusCode())
                .isEqualTo(413);
        assertThat(send(to(legacy, "/orders/7")
                                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[5]))))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_request_that_comes_round_is_stopped() throws Exception {
        AtomicReference<String> address = new AtomicReference<>();
        WebApp there = app(null, (request, response) -> {
            calls.incrementAndGet();
            String by = request.getHeader("Banyan-Forwarded");
            try {
                HttpResponse<String> back = HTTP.send(
                        HttpRequest.newBuilder(URI.create(address.get() + "/orders/7"))
                                .header("Banyan-Forwarded", by)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                response.setStatus(back.statusCode());
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        WebApp legacy = legacy(Forwarding.to(there.url()));
        address.set(legacy.url());

        assertThat(send(to(legacy, "/orders/7")).statusCode()).isEqualTo(508);
        assertThat(calls).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/%2e%2e", "/orders/%2E%2E;x", "/orders/..%2fadmin", "/orders/x%5c..%5cadmin"})
    void a_path_that_leads_elsewhere_does_not_travel(String path) {
        assertThat(ForwardedHead.line(request(path))).isNull();
        assertThat(ForwardedHead.line(request("/orders/7..8"))).isEqualTo("GET /orders/7..8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://x", "http://", "orders:8080", "http://u:p@x", "http://x/path", "http://x?q", "http://x#f"
            })
    void an_address_that_is_not_one_is_refused(String address) {
        assertThatThrownBy(() -> Forwarding.to(address)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Forwarding.to("http://x").readTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static HttpServletRequest request(String uri) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                ForwardingTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getRequestURI" -> uri;
                    case "getMethod" -> "GET";
                    default -> null;
                });
    }

    private WebApp legacy(Forwarding forwarding) throws Exception {
        return app(
                filter().forward(forwarding).build(),
                (request, response) -> response.getWriter()
                        .print("legacy " + (BanyanRequest.of(request).isNew() ? "new" : "legacy")));
    }

    /** Answers with what it was asked. */
    private WebApp fresh() throws Exception {
        return app(null, (request, response) -> {
            calls.incrementAndGet();
            Map<String, String> headers = new TreeMap<>();
            Collections.list(request.getHeaderNames())
                    .forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name)));
            received.set(headers);
            echo(request, response);
        });
    }

    private static void echo(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        byte[] body = request.getInputStream().readAllBytes();
        response.setStatus(201);
        response.addHeader("X-Two", "one");
        response.addHeader("X-Two", "two");
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream()
                .write(("new " + request.getMethod() + " " + request.getRequestURI()
                                + (query == null ? "" : "?" + query) + " "
                                + new String(body, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String raw(WebApp app, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", app.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
