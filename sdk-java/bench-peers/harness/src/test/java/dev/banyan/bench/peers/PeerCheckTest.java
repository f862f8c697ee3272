package dev.banyan.bench.peers;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** An SDK that is set up wrongly must not get as far as a figure. */
class PeerCheckTest {
    private static final Predicate<Person> GERMAN = person -> person.country().equals("DE");
    private static final Predicate<Person> QUARTER =
            person -> new Random(person.key().hashCode()).nextInt(100) < 25;

    private final Random chance = new Random(1);

    @Test
    void acceptsWhoeverDecidesRightly() {
        assertThatCode(() -> check(GERMAN.and(QUARTER), true)).doesNotThrowAnyException();
        assertThatCode(() -> check(GERMAN.and(this::byChance), false)).doesNotThrowAnyException();
    }

    @Test
    void refusesAnotherShare() {
        assertThatThrownBy(() -> check(person -> false, true)).hasMessageContaining("for 0.0 %");
        assertThatThrownBy(() -> check(GERMAN, true)).hasMessageContaining("for 100.0 %");
    }

    @Test
    void refusesAMissingCondition() {
        assertThatThrownBy(() -> check(QUARTER, true)).hasMessageContaining("from elsewhere");
    }

    @Test
    void refusesAWrongWordAboutStickiness() {
        assertThatThrownBy(() -> check(GERMAN.and(this::byChance), true)).hasMessageContaining("changes its mind");
        assertThatThrownBy(() -> check(GERMAN.and(QUARTER), false)).hasMessageContaining("sticky after all");
    }

    private boolean byChance(Person person) {
        return chance.nextInt(100) < 25;
    }

    private static void check(Predicate<Person> on, boolean sticky) {
        PeerCheck.check(new Fake(on, sticky));
    }

    private record Fake(Predicate<Person> on, boolean sticky) implements Peer<Person> {
        @Override
        public void write(Workload workload, Path directory) {}

        @Override
        public void start(Path directory) {}

        @Override
        public Person caller(Person person) {
            return person;
        }

        @Override
        public boolean isOn(Person caller) {
            return on.test(caller);
        }

        @Override
        public void close() {}
    }
}
