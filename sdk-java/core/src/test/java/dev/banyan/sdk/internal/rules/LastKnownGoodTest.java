package dev.banyan.sdk.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Emergency;
import dev.banyan.evaluation.EnvironmentRollback;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.Source;
import dev.banyan.sdk.TestRuleset;
import dev.banyan.sdk.internal.TestSettings;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Tally;
import dev.banyan.wire.RulesetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that cannot be written, and then can. */
class LastKnownGoodTest {
    private static final TestRuleset RULES = TestRuleset.at(3).with("orders.get", 0);

    @TempDir
    Path root;

    private final FakePlatform platform = new FakePlatform();
    private final Tally tally = new Tally();
    private Path obstacle;
    private LastKnownGood lastKnownGood;

    @BeforeEach
    void something_in_the_way() throws IOException {
        obstacle = Files.createFile(root.resolve("cache"));
        lastKnownGood = open();
        lastKnownGood.note(snapshot());
        lastKnownGood.save();
    }

    @Test
    void is_not_hammered() {
        lastKnownGood.save();
        lastKnownGood.save();
        assertThat(tally.cacheFaults.sum()).isEqualTo(1);
    }

    @Test
    void is_tried_again_after_a_minute() throws IOException {
        Files.delete(obstacle);
        platform.pass(59_000);
        lastKnownGood.save();
        assertThat(restored()).isZero();
        platform.pass(1_000);
        lastKnownGood.save();
        assertThat(restored()).isEqualTo(3);
    }

    @Test
    void is_tried_again_at_the_end() throws IOException {
        Files.delete(obstacle);
        lastKnownGood.saveNow();
        assertThat(restored()).isEqualTo(3);
    }

    @Test
    void carried_emergencies_come_back() throws IOException {
        Files.delete(obstacle);
        Ruleset carrying = snapshot()
                .ruleset()
                .carrying(List.of(
                        Emergency.of("e-1", EnvironmentRollback.ISOLATE, List.of("orders.get", "a \"b\"")),
                        Emergency.of("e-2", EnvironmentRollback.ROLLBACK, null),
                        Emergency.of("e-3", EnvironmentRollback.ROLLBACK, List.of())));
        lastKnownGood.note(Snapshot.of(carrying, RULES.bytes(), Source.STREAM, null));
        lastKnownGood.saveNow();
        RulesetStore store = new RulesetStore(platform, null);
        open().restore(store, null);

        List<Emergency> restored = store.current().ruleset().carried();
        assertThat(Emergency.ids(restored)).containsExactly("e-1", "e-2", "e-3");
        assertThat(restored.get(0).routes()).containsExactly("orders.get", "a \"b\"");
        assertThat(restored.get(0).mode()).isEqualTo(EnvironmentRollback.ISOLATE);
        assertThat(restored.get(1).routes()).isNull();
        assertThat(restored.get(2).routes()).isEmpty();
    }

    private long restored() {
        RulesetStore store = new RulesetStore(platform, null);
        open().restore(store, null);
        return store.current().revision();
    }

    private LastKnownGood open() {
        Settings settings = TestSettings.of(platform, "http://127.0.0.1:1", root.resolve("cache"));
        return new LastKnownGood(settings, new Faults(tally, new Log(platform)));
    }

    private static Snapshot snapshot() {
        return Snapshot.of(RulesetReader.read(RULES.bytes()), RULES.bytes(), Source.STREAM, null);
    }
}
