package dev.banyan.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Reply ORDER = Reply.ok("{\"id\":\"42-1\",\"quantity\":9}");

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    @Test
    void a_service_that_is_well_answers_as_it_should() {
        assertThat(answer(Faults.NONE, "GET")).isEqualTo(ORDER);
        assertThat(answer(Faults.NONE, "POST")).isEqualTo(ORDER);
    }

    @Test
    void errors_are_for_everybody_and_writes_for_writes() {
        assertThat(answer(Faults.parse("errors=100"), "GET").status()).isEqualTo(500);
        assertThat(answer(Faults.parse("errors=100"), "POST").status()).isEqualTo(500);
        assertThat(answer(Faults.parse("writes=100"), "GET")).isEqualTo(ORDER);
        assertThat(answer(Faults.parse("writes=100"), "POST").status()).isEqualTo(500);
    }

    @Test
    void a_wrong_answer_differs_in_one_field_and_only_when_something_is_read() {
        assertThat(answer(Faults.parse("wrong=100"), "GET")).isEqualTo(Reply.ok("{\"id\":\"42-1\",\"quantity\":10}"));
        assertThat(answer(Faults.parse("wrong=100"), "POST")).isEqualTo(ORDER);
    }

    @Test
    void whoever_is_interrupted_does_not_wait_for_the_answer() {
        Thread.currentThread().interrupt();

        Reply reply = answer(Faults.parse("latency=5000"), "GET");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(reply.status()).isEqualTo(503);
    }

    private Reply answer(Faults faults, String method) {
        Call call = new Call(method, "/orders/42-1", "", "42", "DE", "", "", false);
        return new Pace(any -> ORDER, timer, 0, 1, () -> faults).answer(call);
    }
}
