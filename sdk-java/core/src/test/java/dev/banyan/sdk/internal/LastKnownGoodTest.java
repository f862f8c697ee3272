package dev.banyan.sdk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.Source;
import dev.banyan.sdk.TestRuleset;
import dev.banyan.wire.RulesetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        lastKnownGood.note(snapshot(), RULES.bytes());
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

    private long restored() {
        RulesetStore store = new RulesetStore(platform, null);
        open().restore(store);
        return store.current().revision();
    }

    private LastKnownGood open() {
        Settings settings = TestSettings.of(platform, "http://127.0.0.1:1", root.resolve("cache"));
        return new LastKnownGood(settings, new Faults(tally, new Log(platform)));
    }

    private static Snapshot snapshot() {
        return Snapshot.of(RulesetReader.read(RULES.bytes()), Source.STREAM);
    }
}
