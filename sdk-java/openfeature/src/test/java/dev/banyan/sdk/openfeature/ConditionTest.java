package dev.banyan.sdk.openfeature;

import static dev.banyan.sdk.TestClients.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.ConnectionState;
import dev.banyan.sdk.Status;
import dev.banyan.sdk.TestClients;
import dev.banyan.sdk.TestControlPlane;
import dev.openfeature.sdk.Awaitable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders in which things happen on several threads, played by one. */
class ConditionTest {
    private final List<String> told = new ArrayList<>();
    private final Deque<Runnable> tellers = new ArrayDeque<>();
    private final Condition condition = new Condition(
            (event, details) -> {
                told.add(event.name());
                return new Hearing();
            },
            tellers::add);
    private Runnable whileItIsHeard = () -> {};
    private TestControlPlane plane;
    private Banyan client;
    private Status withoutRules;

    private final class Hearing extends Awaitable {
        @Override
        public synchronized void await() {
            told.add("heard");
            whileItIsHeard.run();
        }
    }

    @BeforeEach
    void start() throws IOException {
        plane = new TestControlPlane();
        plane.publish(ProviderScenario.RULES);
        client = TestClients.of(plane).build();
        withoutRules = client.status();
    }

    private void connect() throws IOException {
        plane.start();
        eventually(
                "rules over a stream",
                () -> client.status().state() == ConnectionState.STREAMING
                        && client.status().revision() == 42);
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        plane.close();
    }

    /** Events wait for a thread of the client, and may tell of a time before the initialisation. */
    @Test
    void what_comes_late_is_not_told() throws IOException {
        connect();
        assertThat(condition.initialised(client::status)).isEqualTo(Condition.State.READY);

        condition.stateChanged(withoutRules);
        condition.rulesetApplied(withoutRules);
        assertThat(tellers).isEmpty();

        client.close();
        condition.stateChanged(client.status());
        condition.stateChanged(withoutRules);
        tellers.remove().run();
        assertThat(told).containsExactly("PROVIDER_ERROR", "heard");
        assertThat(tellers).isEmpty();
    }

    @Test
    void one_event_is_heard_before_the_next_is_told() throws IOException {
        assertThat(condition.initialised(client::status)).isEqualTo(Condition.State.ERROR);
        connect();
        condition.rulesetApplied(client.status());
        condition.stateChanged(client.status());
        whileItIsHeard = () -> {
            client.close();
            condition.stateChanged(client.status());
        };

        tellers.remove().run();
        assertThat(told).containsExactly("PROVIDER_READY", "heard", "PROVIDER_ERROR", "heard");
        assertThat(tellers).isEmpty();
    }

    @Test
    void nothing_is_told_after_a_shutdown() throws IOException {
        condition.initialised(client::status);
        connect();
        condition.stateChanged(client.status());

        condition.silence();
        tellers.remove().run();
        assertThat(told).isEmpty();
    }
}
