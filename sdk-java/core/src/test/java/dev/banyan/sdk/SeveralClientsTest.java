package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients in one process share nothing, and cost few threads. */
class SeveralClientsTest extends Scenario {
    @Test
    void have_a_few_named_daemons_each_and_end_apart() throws IOException {
        List<Thread> ofOthers = threads();
        server.publish(TestRuleset.at(1).with("orders.get", 1_000_000));
        server.start();
        List<Banyan> clients = Stream.generate(this::client).limit(4).toList();
        clients.forEach(banyan -> eventually(banyan, ConnectionState.STREAMING));

        List<Thread> threads = threads();
        threads.removeAll(ofOthers);
        assertThat(threads).allMatch(Thread::isDaemon);
        assertThat(rolesByClient(threads))
                .hasSize(clients.size())
                .allSatisfy((client, roles) -> assertThat(roles).containsExactlyInAnyOrder("stream", "poll", "send"));

        clients.get(0).close();
        server.publish(TestRuleset.at(2).with("orders.get", 0));

        clients.subList(1, 4).forEach(banyan -> eventually(banyan, 2));
        assertThat(clients.get(0).status().revision()).isEqualTo(1);
        clients.forEach(Banyan::close);
        eventually("no thread left", () -> threads.stream().noneMatch(Thread::isAlive));
    }

    private static Map<String, Set<String>> rolesByClient(List<Thread> threads) {
        return threads.stream()
                .map(thread -> thread.getName().split("-"))
                .collect(Collectors.groupingBy(
                        name -> name[2], Collectors.mapping(name -> name[1], Collectors.toSet())));
    }
}
