package dev.banyan.sdk.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Emergency;
import dev.banyan.evaluation.Reason;
import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.Source;
import dev.banyan.sdk.TestRuleset;
import dev.banyan.sdk.internal.kit.FakePlatform;
import dev.banyan.wire.RulesetReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesetStoreTest {
    private final FakePlatform platform = new FakePlatform();
    private final List<Long> applied = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final RulesetStore store = new RulesetStore(platform, new RulesetStore.Watcher() {
        @Override
        public void applied(Snapshot snapshot, Snapshot before) {
            applied.add(snapshot.revision());
        }

        @Override
        public void refused(String epoch, long revision, String reason) {
            refused.add(epoch + " " + revision + " " + reason);
        }
    });

    @Test
    void never_goes_back_within_an_epoch_by_whatever_way() {
        Random random = new Random(7);
        long highest = 0;
        for (int i = 0; i < 1_000; i++) {
            long revision = random.nextInt(50) + i / 20;
            Source source = random.nextBoolean() ? Source.STREAM : Source.POLL;
            boolean taken = offer(rules(revision), source);
            assertThat(taken).isEqualTo(revision >= highest);
            highest = Math.max(highest, revision);
            assertThat(store.current().revision()).isEqualTo(highest);
        }
        assertThat(applied).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void once_closed_it_is_stale_whatever_comes_late() {
        offer(rules(1), Source.STREAM);
        store.close();
        assertThat(store.current().isStale()).isTrue();
        store.confirm();
        assertThat(store.current().isStale()).isTrue();
        offer(rules(1), Source.POLL);
        assertThat(store.current().isStale()).isTrue();
        offer(rules(2), Source.STREAM);
        assertThat(store.current().revision()).isEqualTo(2);
        assertThat(store.current().isStale()).isTrue();
    }

    @Test
    void an_epoch_that_comes_back_comes_back_no_lower_than_it_was() {
        offer(rules(42), Source.STREAM);
        offer(rules(10).epoch("two"), Source.STREAM);
        assertThat(offer(rules(41), Source.POLL)).isFalse();
        assertThat(store.current().epoch()).isEqualTo("two");
        assertThat(offer(rules(42), Source.POLL)).isTrue();
        assertThat(offer(rules(9).epoch("two"), Source.STREAM)).isFalse();
        assertThat(refused).hasSize(2);
    }

    @Test
    void the_same_revision_confirms_and_is_not_applied_again() {
        offer(rules(1), Source.STREAM);
        Snapshot held = store.current();
        platform.pass(5_000);
        assertThat(store.age()).isEqualTo(Duration.ofSeconds(5));
        assertThat(offer(rules(1), Source.POLL)).isTrue();
        assertThat(store.age()).isZero();
        assertThat(store.current()).isSameAs(held);
        assertThat(applied).containsExactly(1L);
    }

    @Test
    void the_file_binds_project_environment_and_revision() {
        store.start(RulesetReader.read(rules(5).bytes()), rules(5).bytes(), Source.FILE, 60_000);
        assertThat(store.age()).isEqualTo(Duration.ofMinutes(1));
        assertThat(offer(rules(6).in("staging"), Source.STREAM)).isFalse();
        assertThat(offer(rules(4), Source.STREAM)).isFalse();
        assertThat(offer(rules(5), Source.STREAM)).isTrue();
        assertThat(store.current().source()).isEqualTo(Source.STREAM);
        assertThat(applied).containsExactly(5L);
    }

    @Test
    void the_bootstrap_resource_binds_nothing_but_is_not_emptied() {
        store.start(RulesetReader.read(rules(500).bytes()), null, Source.BOOTSTRAP, 0);
        assertThat(offer(TestRuleset.at(1).epoch("two"), Source.STREAM)).isFalse();
        assertThat(offer(rules(1).in("staging"), Source.STREAM)).isTrue();
    }

    @Test
    void an_empty_ruleset_replaces_a_full_one_only_as_its_successor() {
        offer(rules(5), Source.STREAM);
        assertThat(offer(TestRuleset.at(5), Source.STREAM)).isFalse();
        assertThat(offer(TestRuleset.at(9).epoch("two"), Source.STREAM)).isFalse();
        assertThat(store.current().revision()).isEqualTo(5);
        assertThat(offer(TestRuleset.at(6), Source.STREAM)).isTrue();
    }

    @Test
    void an_epoch_that_no_header_can_carry_is_refused() {
        assertThat(offer(rules(1).epoch("a\\r\\nEvil: yes"), Source.STREAM)).isFalse();
        assertThat(offer(rules(1).epoch("größe"), Source.STREAM)).isFalse();
        assertThat(refused).allMatch(text -> text.contains("epoch"));
    }

    @Test
    void what_cannot_be_read_is_reported_under_its_announced_revision() {
        offer(rules(1), Source.STREAM);
        assertThat(store.offer(Offer.streamed("{".getBytes(StandardCharsets.UTF_8), false, 2)))
                .isFalse();
        assertThat(store.offer(Offer.streamed(null, false, 3))).isFalse();
        assertThat(refused.get(0)).startsWith("epoch-one 2 ");
        assertThat(refused.get(1)).startsWith("epoch-one 3 ");
        assertThat(store.current().revision()).isEqualTo(1);
    }

    @Test
    void any_damage_to_the_bytes_is_survived() {
        offer(rules(1), Source.STREAM);
        Random random = new Random(11);
        byte[] good = rules(2).bytes();
        for (int i = 0; i < 2_000; i++) {
            byte[] bad = good.clone();
            for (int hits = random.nextInt(4); hits >= 0; hits--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            store.offer(Offer.streamed(bad, false, 2));
            assertThat(store.current().route("orders.get") == null
                            || store.current().route("orders.get").decide(Context.of("a")) != null)
                    .isTrue();
        }
    }

    @Test
    void decisions_say_when_nobody_has_confirmed_them() {
        offer(rules(1), Source.STREAM);
        store.growStale();
        assertThat(reason()).isEqualTo(Reason.STALE);
        store.confirm();
        assertThat(reason()).isEqualTo(Reason.STATIC);
        store.growStale();
        offer(rules(2), Source.POLL);
        assertThat(reason()).isEqualTo(Reason.STATIC);
    }

    @Test
    void an_emergency_ends_by_being_settled_and_by_nothing_else() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            Set<String> before = inForce();
            String listed = "e-" + random.nextInt(i / 50 + 1);
            String settled = "e-" + random.nextInt(i / 50 + 1);
            TestRuleset plain = rules(random.nextInt(50) + i / 20).emergency(listed, null);
            TestRuleset next = random.nextInt(4) == 0 ? plain.settled(settled) : plain;
            offer(next, random.nextBoolean() ? Source.STREAM : Source.POLL);

            Set<String> ended = new HashSet<>(before);
            ended.removeAll(inForce());
            String text = new String(store.current().text(), StandardCharsets.UTF_8);
            assertThat(ended).allMatch(id -> text.contains("\"settled\":[\"" + id + "\"]"));
            String told = text + next.json();
            assertThat(inForce().contains(listed) || told.contains("\"settled\":[\"" + listed + "\"]"))
                    .isTrue();
        }
        assertThat(inForce()).isNotEmpty();
    }

    @Test
    void a_delta_that_was_overtaken_is_no_news_unless_it_brings_an_emergency() {
        offer(rules(1), Source.STREAM);
        Offer delta = delta(rules(2), rules(1));
        assertThat(store.offer(delta)).isTrue();
        assertThat(store.offer(delta)).isTrue();
        offer(rules(3), Source.POLL);
        assertThat(store.offer(delta)).isFalse();
        assertThat(store.misfits()).isZero();
        assertThat(refused).isEmpty();

        assertThat(store.offer(delta(rules(2).emergency("e-1", null), rules(1))))
                .isFalse();
        assertThat(store.misfits()).isEqualTo(1);
        assertThat(inForce()).containsExactly("e-1");
        assertThat(store.current().revision()).isEqualTo(3);
    }

    @Test
    void a_delta_to_the_same_revision_adds_an_emergency_once() {
        offer(rules(1), Source.STREAM);
        Offer delta = delta(rules(1).emergency("e-1", "orders.get"), rules(1));
        assertThat(store.offer(delta)).isTrue();
        assertThat(store.offer(delta)).isTrue();
        assertThat(applied).containsExactly(1L, 1L);
        assertThat(reason()).isEqualTo(Reason.ROLLBACK);
        store.growStale();
        assertThat(reason()).isEqualTo(Reason.ROLLBACK);
    }

    @Test
    void a_resource_packed_during_an_emergency_does_not_keep_it() {
        byte[] text = rules(1).emergency("e-1", null).bytes();
        store.start(RulesetReader.read(text), null, Source.BOOTSTRAP, 0);
        offer(rules(2), Source.STREAM);
        assertThat(inForce()).isEmpty();
    }

    @Test
    void more_emergencies_than_a_header_can_name_are_refused() {
        for (int i = 0; i < RulesetReader.MAX_EMERGENCIES; i++) {
            assertThat(offer(rules(i).emergency("e-" + i, null), Source.STREAM)).isTrue();
        }
        assertThat(offer(rules(1_000).emergency("e-1000", null), Source.STREAM)).isFalse();
        assertThat(refused).singleElement().asString().contains("101 emergencies");
        assertThat(inForce()).hasSize(RulesetReader.MAX_EMERGENCIES);
        assertThat(offer(rules(1_000).settled("e-1").emergency("e-1000", null), Source.STREAM))
                .isTrue();
    }

    private Set<String> inForce() {
        Ruleset held = store.current().ruleset();
        return held == null ? Set.of() : Emergency.ids(held.emergencies());
    }

    private static Offer delta(TestRuleset to, TestRuleset from) {
        return Offer.streamed(to.delta(from).getBytes(StandardCharsets.UTF_8), true, to.revision());
    }

    private Reason reason() {
        return store.current().route("orders.get").decide(Context.of("ana")).reason();
    }

    private boolean offer(TestRuleset ruleset, Source source) {
        return store.offer(
                source == Source.POLL
                        ? Offer.polled(ruleset.bytes(), false, null)
                        : Offer.streamed(ruleset.bytes(), false, ruleset.revision()));
    }

    private static TestRuleset rules(long revision) {
        return TestRuleset.at(revision).with("orders.get", 1_000_000);
    }
}
