package dev.banyan.sdk.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Migration;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.Outcome;
import dev.banyan.sdk.Pins;
import dev.banyan.sdk.RouteHandle;
import dev.banyan.sdk.TestClients;
import dev.banyan.sdk.TestControlPlane;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BanyanFilterTest extends WebScenario {

    @Test
    void the_application_finds_route_decision_and_context_in_the_request() throws Exception {
        WebApp app = app(filter().build(), BanyanFilterTest::describe);

        assertThat(send(to(app, "/orders/7?x=1").header("X-Test-User", "ana")).body())
                .isEqualTo("orders.all complete STATIC ana");
        assertThat(send(to(app, "/elsewhere").header("X-Test-User", "ana")).body())
                .isEqualTo("- - - ana");
    }

    @Test
    void path_parameters_and_the_context_path_do_not_hide_a_route() throws Exception {
        WebApp app = app(filter().build(), BanyanFilterTest::describe);

        assertThat(send(to(app, "/orders;v=1/7;jsessionid=ABC")).body()).startsWith("orders.all ");
    }

    @Test
    void the_first_key_that_is_there_counts() throws Exception {
        WebApp app = app(filter().build(), BanyanFilterTest::describe);

        HttpRequest.Builder request = to(app, "/carts/7").header("Cookie", "a=b; customer=cleo");
        assertThat(send(request).body()).endsWith(" cleo");
        assertThat(send(request.header("X-Customer", "ben")).body()).endsWith(" ben");
        assertThat(send(request.header("X-Test-User", "ana")).body()).endsWith(" ana");
        assertThat(send(to(app, "/carts/7")).body()).isEqualTo("carts.all off SPLIT null");
    }

    @Test
    void attributes_reach_the_conditions() throws Exception {
        WebApp app = app(filter().build(), BanyanFilterTest::describe);

        assertThat(send(to(app, "/carts/7").header("X-Tenant", "acme")).body()).contains(" complete TARGETING_MATCH ");
        assertThat(send(to(app, "/carts/7").header("X-Tenant", "other")).body()).contains(" off SPLIT ");
    }

    @Test
    void a_source_that_throws_is_a_source_that_finds_nothing() throws Exception {
        BanyanFilter filter = BanyanFilter.builder(banyan)
                .key(
                        request -> {
                            throw new IllegalStateException("broken");
                        },
                        RequestValue.header("X-Customer"))
                .attribute("tenant", request -> {
                    throw new StackOverflowError();
                })
                .build();
        WebApp app = app(filter, BanyanFilterTest::describe);

        assertThat(send(to(app, "/orders/7").header("X-Customer", "ben")).body())
                .isEqualTo("orders.all complete STATIC ben");
    }

    @Test
    void pins_are_taken_from_their_header_and_from_the_baggage() throws Exception {
        WebApp app = app(filter().build(), BanyanFilterTest::describe);
        Pins pins = banyan.pin(Decision.of("carts.all", Stage.COMPLETE, Reason.SPLIT, 42));

        assertThat(send(to(app, "/carts/7")).body()).isEqualTo("carts.all off SPLIT null");
        assertThat(send(to(app, "/carts/7").header(Pins.HEADER, pins.toHeader()))
                        .body())
                .isEqualTo("carts.all complete PINNED null");
        assertThat(send(to(app, "/carts/7").header("baggage", "a=1").header("baggage", pins.addTo("b=2")))
                        .body())
                .isEqualTo("carts.all complete PINNED null");
        assertThat(send(to(app, "/carts/7").header(Pins.HEADER, "nonsense")).body())
                .isEqualTo("carts.all off SPLIT null");
    }

    @Test
    void pins_are_passed_on_with_what_was_decided_here() throws Exception {
        WebApp app = app(filter().build(), (request, response) -> {
            BanyanRequest.of(request).decide(banyan.route("carts.all"));
            Map<String, String> headers = new TreeMap<>();
            BanyanRequest.of(request).passOn(headers::put);
            response.getWriter().print(headers.get(Pins.HEADER) + "\n" + headers.get("baggage"));
        });

        String[] passedOn = send(to(app, "/orders/7").header("baggage", "tenant=acme"))
                .body()
                .split("\n");
        for (Pins pins : new Pins[] {banyan.accept(passedOn[0]), banyan.acceptBaggage(passedOn[1])}) {
            assertThat(pins.side("orders.all")).isEqualTo(Side.NEW);
            assertThat(pins.side("carts.all")).isEqualTo(Side.LEGACY);
        }
        assertThat(passedOn[1]).startsWith("tenant=acme,");
    }

    @Test
    void success_error_and_exception_are_counted() throws Exception {
        WebApp app = app(filter().build(), (request, response) -> {
            String what = String.valueOf(request.getQueryString());
            if (what.equals("throw")) {
                throw new IOException("broken");
            }
            response.setStatus(what.equals("null") ? 404 : Integer.parseInt(what));
        });

        assertThat(send(to(app, "/orders/7")).statusCode()).isEqualTo(404);
        send(to(app, "/orders/7?503"));
        assertThat(send(to(app, "/orders/7?throw")).statusCode()).isEqualTo(500);
        reported("orders.all", "new", 3, 2);
        assertThat(plane.requests(TestControlPlane.TELEMETRY))
                .anyMatch(report -> report.body().contains("\"operation\":\"call\""));
    }

    @Test
    void a_route_that_a_migration_or_the_application_measures_counts_once() throws Exception {
        Migration<String, String> orders = banyan.<String, String>migration("orders.all")
                .reads(id -> "legacy " + id, id -> "new " + id)
                .build();
        WebApp app = app(filter().build(), (request, response) -> {
            BanyanRequest known = BanyanRequest.of(request);
            String id = request.getRequestURI();
            if (id.startsWith("/orders/")) {
                response.getWriter().print(orders.read(known.decision().get(), id));
            } else {
                RouteHandle carts = known.route().get();
                carts.record(known.decision().get(), Operation.WRITE, 1, Outcome.SUCCESS);
            }
        });
        assertThat(send(to(app, "/orders/7")).body()).isEqualTo("new /orders/7");
        send(to(app, "/orders/8"));
        send(to(app, "/carts/7"));
        send(to(app, "/carts/8"));
        reported("carts.all", "legacy", 2, 0);
        reported("orders.all", "new", 2, 0);
        banyan.close();
        assertThat(sum("orders.all", "new", "calls")).isEqualTo(2);
        assertThat(sum("carts.all", "legacy", "calls")).isEqualTo(2);
    }

    @Test
    void the_application_sees_why_it_was_decided_however_often_it_asks() throws Exception {
        WebApp app = app(filter().build(), (request, response) -> {
            BanyanRequest known = BanyanRequest.of(request);
            for (String key : new String[] {"orders.all", "carts.all", "orders.all", "carts.all"}) {
                response.getWriter().print(known.decide(banyan.route(key)).reason() + " ");
            }
        });
        assertThat(send(to(app, "/orders/7")).body()).isEqualTo("STATIC SPLIT STATIC SPLIT ");
        Pins pins = banyan.pin(Decision.of("carts.all", Stage.COMPLETE, Reason.SPLIT, 42));
        assertThat(send(to(app, "/carts/7").header(Pins.HEADER, pins.toHeader()))
                        .body())
                .isEqualTo("STATIC PINNED STATIC PINNED ");
    }

    @Test
    void a_rollback_in_the_middle_of_a_request_is_stronger_than_what_it_had_decided() throws Exception {
        WebApp app = app(filter().build(), (request, response) -> {
            BanyanRequest known = BanyanRequest.of(request);
            plane.publish(rolledBack());
            TestClients.eventually("43", () -> banyan.status().revision() == 43);
            response.getWriter().print(known.decision().get().reason() + " ");
            response.getWriter().print(known.decide(known.route().get()).reason());
        });
        assertThat(send(to(app, "/orders/7")).body()).isEqualTo("STATIC ROLLBACK");
    }

    @Test
    void an_asynchronous_request_is_measured_when_it_completes() throws Exception {
        CompletableFuture<AsyncContext> started = new CompletableFuture<>();
        WebApp app = app(filter().build(), (request, response) -> started.complete(request.startAsync()));

        CompletableFuture<HttpResponse<String>> answer =
                HTTP.sendAsync(to(app, "/orders/7").build(), HttpResponse.BodyHandlers.ofString());
        AsyncContext async = started.get(30, TimeUnit.SECONDS);
        // What is counted at the return of the filter would be a success.
        ((HttpServletResponse) async.getResponse()).setStatus(503);
        async.complete();

        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
        reported("orders.all", "new", 1, 1);
    }

    @Test
    void an_asynchronous_request_that_is_dispatched_and_started_again_is_measured_once() throws Exception {
        CountDownLatch rounds = new CountDownLatch(3);
        WebApp app = app(filter().build(), (request, response) -> {
            rounds.countDown();
            AsyncContext async = request.startAsync();
            if (rounds.getCount() > 0) {
                async.dispatch();
            } else {
                async.complete();
            }
        });

        assertThat(send(to(app, "/orders/7")).statusCode()).isEqualTo(200);
        assertThat(rounds.await(30, TimeUnit.SECONDS)).isTrue();
        reported("orders.all", "new", 1, 0);
    }

    @Test
    void without_the_control_plane_and_the_filter_requests_are_served_all_the_same() throws Exception {
        try (TestControlPlane dead = new TestControlPlane();
                Banyan blind = TestClients.of(dead).build()) {
            WebApp app = app(BanyanFilter.builder(blind).build(), BanyanFilterTest::describe);
            assertThat(send(to(app, "/orders/7").header(Pins.HEADER, "1:x/y:1:a=new@1"))
                            .body())
                    .isEqualTo("- - - null");
        }
        WebApp bare = app(null, BanyanFilterTest::describe);
        assertThat(send(to(bare, "/orders/7")).body()).isEqualTo("- - - null");
    }

    private static void describe(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BanyanRequest known = BanyanRequest.of(request);
        Context context = known.context();
        response.getWriter()
                .print(known.route().map(route -> route.key()).orElse("-")
                        + known.decision()
                                .map(decision -> " " + decision.stage().key() + " " + decision.reason())
                                .orElse(" - -")
                        + " " + context.targetingKey());
    }
}
