package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The same request several times at the same moment: one is carried out, the others are told so, and none is a fault of the server. */
@BanyanTest
class SimultaneousApiTest {
    private static final int AT_ONCE = 4;
    private static final int ROUNDS = 3;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(AT_ONCE);

    private final ApiClient admin = ApiClient.administrator();

    @AfterAll
    static void no_thread_stays() {
        THREADS.shutdownNow();
    }

    @Test
    void what_is_made_twice_at_once_is_made_once() throws Exception {
        TestShop shop = TestShop.open();
        String project = "/api/v1/projects/" + shop.project();
        for (int round = 0; round < ROUNDS; round++) {
            String key = TestUsers.uniqueKey("a");
            Map<String, String> named = Map.of("key", key, "name", "A");
            once(request -> request.body(named).post("/api/v1/projects"));
            once(request -> request.body(named).post(project + "/teams"));
            once(request -> request.body(named).post(project + "/environments"));
            once(request -> request.body(Map.of("key", key, "name", "A", "motivation", "", "decision", "migrate"))
                    .post(project + "/migrations"));
            once(request -> request.body(Map.of("key", key, "kind", 2)).post(project + "/routes"));
            once(request -> request.body(
                            Map.of("username", key, "displayName", "A", "password", "a password for tests"))
                    .post("/api/v1/users"));
            once(request -> request.header("If-None-Match", "*")
                    .body(Map.of("included", List.of("ana")))
                    .put(shop.environmentPath() + "/segments/" + key));
        }
    }

    @Test
    void of_changes_of_one_version_at_once_one_is_made() throws Exception {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String project = "/api/v1/projects/" + shop.project();
        Map<String, ?> calendar = Map.of("timeZone", "UTC");
        once(request -> request.header("If-Match", "\"0\"").body(calendar).put(project + "/calendar"), 412);
        once(
                request -> request.header("If-Match", "\"0\"").body(calendar).put(shop.environmentPath() + "/calendar"),
                412);
        once(
                request -> request.header("If-Match", "\"0\"")
                        .body(Map.of("guardrails", List.of()))
                        .put(shop.routePath("orders.get") + "/guardrails"),
                412);
        once(
                request -> request.header("If-Match", "\"1\"")
                        .body(Map.of("percentage", 5))
                        .patch(shop.flagPath("orders.get")),
                412);
        once(
                request -> request.header("If-Match", "\"0\"")
                        .body(Map.of("key", "orders.get", "kind", 2, "description", "by id"))
                        .put(project + "/routes/orders.get"),
                412);
    }

    @Test
    void what_may_be_said_twice_is_no_fault_when_it_is_said_at_once() throws Exception {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String user = TestUsers.stranger().username();
        String member = "/api/v1/projects/" + shop.project() + "/members/" + user;
        for (String role : List.of("viewer", "editor")) {
            assertThat(statuses(request -> request.body(Map.of("role", role)).put(member)))
                    .allMatch(status -> status == 200 || status == 409)
                    .contains(200);
        }
        for (String action : List.of("rollback", "resume")) {
            assertThat(statuses(request -> request.post(shop.routePath("orders.get") + "/" + action)))
                    .allMatch(status -> status < 500)
                    .contains(200);
        }
    }

    private void once(Function<RequestSpecification, Response> send) throws Exception {
        once(send, 409);
    }

    private void once(Function<RequestSpecification, Response> send, int others) throws Exception {
        List<Integer> statuses = statuses(send);
        assertThat(statuses)
                .as("others " + others)
                .allMatch(status -> status == 200 || status == 201 || status == 409 || status == others);
        assertThat(statuses.stream().filter(status -> status < 300)).hasSize(1);
    }

    private List<Integer> statuses(Function<RequestSpecification, Response> send) throws Exception {
        CyclicBarrier together = new CyclicBarrier(AT_ONCE);
        admin.token();
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            answers.add(THREADS.submit(() -> {
                RequestSpecification request = admin.request();
                together.await();
                return send.apply(request).statusCode();
            }));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        return statuses;
    }
}
