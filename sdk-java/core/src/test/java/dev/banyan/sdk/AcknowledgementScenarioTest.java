package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.TestControlPlane.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When an instance says what it has applied. */
class AcknowledgementScenarioTest extends Scenario {
    private final TestRuleset rules = TestRuleset.at(1).with("orders.get", 0);

    @Test
    void what_somebody_waits_for_is_told_at_once_and_all_else_in_its_time() throws IOException {
        withoutPolls();
        platform.chance = 0.5;
        server.sendDeltas(60_000);
        server.publish(rules);
        server.start();
        Banyan banyan = client();
        eventually(banyan, 1);
        server.publish(rules.revision(2).head("\"urgent\":2"));
        eventually("acknowledged", () -> !acknowledged().isEmpty());
        hearTheAnswer(banyan);
        server.publish(rules.revision(3).head("\"urgent\":2"));
        eventually(banyan, 3);
        server.publish(rules.revision(4).head("\"urgent\":2"));
        eventually(banyan, 4);
        assertThat(acknowledged()).singleElement().asString().contains("\"revision\":2,");

        platform.aheadMillis.addAndGet(Duration.ofSeconds(30).toMillis());

        eventually("its time has come", () -> acknowledged().size() == 2);
        assertThat(acknowledged()).last().asString().contains("\"revision\":4,");
    }

    /** What is sent next is sent when the answer to what was sent before is known: one thread does it all. */
    private void hearTheAnswer(Banyan banyan) {
        int before = server.requests(TestControlPlane.INSTANCE).size();
        banyan.route("orders.put");
        eventually(
                "a report of the route",
                () -> server.requests(TestControlPlane.INSTANCE).size() > before);
    }

    @Test
    void what_waits_is_told_at_the_end() throws IOException {
        withoutPolls();
        platform.chance = 0.5;
        server.sendDeltas(60_000);
        server.publish(rules);
        server.start();
        Banyan banyan = client();
        eventually(banyan, 1);
        banyan.close();
        assertThat(acknowledged()).singleElement().asString().contains("\"revision\":1,");
    }

    private List<String> acknowledged() {
        return server.requests(TestControlPlane.APPLIED).stream()
                .map(Request::body)
                .toList();
    }
}
