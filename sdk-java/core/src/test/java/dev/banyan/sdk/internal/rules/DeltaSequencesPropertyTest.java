package dev.banyan.sdk.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.sdk.TestRuleset;
import dev.banyan.sdk.internal.kit.FakePlatform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Two servers behind one address publish the same revisions, one sooner than the other; events are lost, repeated and overtaken by polls.
 * Whatever comes in whatever order, what is held is always the text of a revision as it was published, never an older one than before, and
 * with the newest whole ruleset at the latest it is the newest.
 */
class DeltaSequencesPropertyTest {
    @Property(tries = 500)
    void holds_what_was_published_and_never_goes_back(@ForAll long seed) {
        World world = new World(new Random(seed));
        for (int i = 0; i < 60; i++) {
            world.step();
        }
        world.end();
    }

    /** The servers, and a client's store. */
    private static final class World implements RulesetStore.Watcher {
        private final List<TestRuleset> published = new ArrayList<>();
        private final List<Offer> past = new ArrayList<>();
        private final int[] at = new int[2];
        private final Random random;
        private final RulesetStore store = new RulesetStore(new FakePlatform(), this);

        World(Random random) {
            this.random = random;
            published.add(TestRuleset.at(1).with("a", 0));
        }

        @Override
        public void applied(Snapshot snapshot, Snapshot before) {
            assertThat(snapshot.revision()).isGreaterThan(before.revision());
        }

        @Override
        public void refused(String epoch, long revision, String reason) {
            assertThat(reason).containsAnyOf("the delta changes revision", "is older than");
        }

        void step() {
            int server = random.nextInt(2);
            switch (random.nextInt(8)) {
                case 0, 1 -> published.add(changed());
                case 2, 3, 4 -> advance(server);
                case 5 -> offer(whole(server));
                case 6 -> offer(polled(server));
                default -> repeat();
            }
        }

        /** In the end a server has the newest, and whoever missed something asks it. */
        void end() {
            at[0] = published.size() - 1;
            boolean missed = store.misfits() > 0 || random.nextBoolean();
            offer(missed ? whole(0) : polled(0));
            assertThat(store.current().revision()).isEqualTo(published.size());
        }

        /** A server hears of one or more revisions; its event may be lost. */
        private void advance(int server) {
            int before = at[server];
            at[server] = Math.min(published.size() - 1, before + 1 + random.nextInt(2));
            if (at[server] > before) {
                Offer event = delta(before, at[server]);
                past.add(event);
                if (random.nextInt(4) > 0) {
                    offer(event);
                }
            }
        }

        private void repeat() {
            if (!past.isEmpty()) {
                offer(past.get(random.nextInt(past.size())));
            }
        }

        private void offer(Offer offer) {
            long before = store.current().revision();
            int misfits = store.misfits();
            store.offer(offer);
            assertThat(store.current().revision()).isGreaterThanOrEqualTo(before);
            assertThat(store.misfits()).isLessThanOrEqualTo(misfits + (offer.delta ? 1 : 0));
            Snapshot held = store.current();
            if (held != Snapshot.NONE) {
                assertThat(held.text())
                        .isEqualTo(published.get((int) held.revision() - 1).bytes());
            }
        }

        private Offer whole(int server) {
            TestRuleset ruleset = published.get(at[server]);
            return Offer.streamed(ruleset.bytes(), false, ruleset.revision());
        }

        /** As a server answers: a delta when it knows what the client holds, and the whole otherwise. */
        private Offer polled(int server) {
            long held = store.current().revision();
            TestRuleset ruleset = published.get(at[server]);
            boolean delta = held > 0 && held <= ruleset.revision();
            byte[] bytes = delta
                    ? ruleset.delta(published.get((int) held - 1)).getBytes(StandardCharsets.UTF_8)
                    : ruleset.bytes();
            return Offer.polled(bytes, delta, ruleset.entityTag());
        }

        private Offer delta(int from, int to) {
            String text = published.get(to).delta(published.get(from));
            return Offer.streamed(
                    text.getBytes(StandardCharsets.UTF_8),
                    true,
                    published.get(to).revision());
        }

        private TestRuleset changed() {
            TestRuleset next = TestRuleset.at(published.size() + 1);
            for (String key : List.of("a", "b", "c", "d")) {
                next = random.nextInt(4) > 0 ? next.with(key, random.nextInt(3)) : next;
            }
            return next.with("z", 0);
        }
    }
}
