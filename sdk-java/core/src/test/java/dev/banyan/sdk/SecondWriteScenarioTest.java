package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two sides of which one is out of order, and what the client knows and tells of the one that lacks writes. */
class SecondWriteScenarioTest extends Scenario {
    private static final String PUT = "orders.put";

    private final Map<String, String> legacy = new TreeMap<>();
    private final Map<String, String> fresh = new TreeMap<>();
    private Side ill;

    @BeforeEach
    void start() throws IOException {
        server.publish(at(1, Stage.SHADOW, Stage.LIVE, 0));
        server.start();
    }

    @Test
    void where_new_answers_it_is_legacy_that_lacks_the_write() throws IOException {
        server.publish(at(2, Stage.LIVE, Stage.RAMPDOWN, 500_000));
        Banyan banyan = client();
        eventually(banyan, 2);
        ill = Side.LEGACY;
        write(banyan, "o-1", "paid");

        assertThat(banyan.backlog(PUT, Side.LEGACY).entries()).isEqualTo(1);
        assertThat(banyan.backlog(PUT, Side.NEW).entries()).isZero();
        eventually("told", () -> told("\"side\":\"legacy\",\"entries\":1"));
        banyan.close();

        ill = null;
        Banyan next = client();
        assertThat(next.reconcile(PUT, this::copy)).hasToString("1 done, 0 failed, 0 left");
        assertThat(legacy).isEqualTo(fresh).containsEntry("o-1", "paid");
        eventually("told", () -> told("\"side\":\"legacy\",\"entries\":0"));
    }

    @Test
    void a_write_that_new_lacked_at_shadow_is_brought_to_it_though_new_answers_by_now() throws IOException {
        Banyan banyan = client();
        eventually(banyan, 1);
        ill = Side.NEW;
        write(banyan, "o-1", "paid");
        eventually("told", () -> told("\"side\":\"new\",\"entries\":1"));
        ill = null;
        server.publish(at(2, Stage.SHADOW, Stage.LIVE, 1_000_000));
        eventually(banyan, 2);

        banyan.reconcile(PUT, this::copy);

        assertThat(fresh).isEqualTo(legacy).containsEntry("o-1", "paid");
    }

    @Test
    void a_record_that_each_side_lacks_a_write_of_is_for_the_handler_to_judge() throws IOException {
        Banyan banyan = client();
        eventually(banyan, 1);
        ill = Side.NEW;
        write(banyan, "o-1", "1 ordered");
        server.publish(at(2, Stage.SHADOW, Stage.LIVE, 1_000_000));
        eventually(banyan, 2);
        ill = Side.LEGACY;
        write(banyan, "o-1", "2 paid");
        ill = null;

        banyan.reconcile(PUT, write -> {
            assertThat(write.missingOn()).containsExactlyInAnyOrder(Side.LEGACY, Side.NEW);
            String newer = List.of(legacy.get("o-1"), fresh.get("o-1")).stream()
                    .max(String::compareTo)
                    .get();
            legacy.put("o-1", newer);
            fresh.put("o-1", newer);
        });

        assertThat(legacy).isEqualTo(fresh).containsEntry("o-1", "2 paid");
        assertThat(banyan.backlog(PUT).entries()).isZero();
    }

    @Test
    void of_a_failure_by_an_unknown_decision_either_side_may_lack_the_write() {
        Banyan banyan = client();
        banyan.route(PUT).secondWriteFailed(null, "o-1", null);

        assertThat(banyan.backlog(PUT).entries()).isEqualTo(1);
        assertThat(banyan.backlog(PUT, Side.LEGACY).entries()).isEqualTo(1);
        assertThat(banyan.backlog(PUT, Side.NEW).entries()).isEqualTo(1);
    }

    private void write(Banyan banyan, String id, String state) throws IOException {
        banyan.<String, String>migration(PUT)
                .writes(text -> put(Side.LEGACY, id, text), text -> put(Side.NEW, id, text))
                .recordKey(text -> id)
                .build()
                .<IOException>write(ANA, state);
    }

    private String put(Side side, String id, String state) throws IOException {
        if (side == ill) {
            throw new IOException("ill");
        }
        return (side == Side.NEW ? fresh : legacy).put(id, state);
    }

    /** As the documentation has it. */
    private void copy(FailedWrite write) {
        boolean toNew = write.isMissingOn(Side.NEW);
        (toNew ? fresh : legacy).put(write.key(), (toNew ? legacy : fresh).get(write.key()));
    }

    private boolean told(String part) {
        List<TestControlPlane.Request> reports = server.requests(TestControlPlane.INSTANCE);
        return !reports.isEmpty() && reports.get(reports.size() - 1).body().contains(part);
    }

    private static TestRuleset at(long revision, Stage from, Stage to, int share) {
        return TestRuleset.at(revision).route(6, PUT, from.key(), to.key(), share, "null");
    }
}
