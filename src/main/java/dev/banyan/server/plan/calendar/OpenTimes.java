package dev.banyan.server.plan.calendar;

import java.time.Instant;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** When a plan may move somebody forward. A way back is never asked about. */
public interface OpenTimes {
    OpenTimes ALWAYS = new OpenTimes() {
        @Override
        public Optional<Instant> nextOpen(Instant from) {
            return Optional.of(from);
        }

        @Override
        public String closedBecause(Instant at) {
            return "";
        }

        @Override
        public NavigableSet<Instant> turns(Instant from, Instant to) {
            return new TreeSet<>();
        }
    };

    /** The same instant when it is open then, else the first one after it; empty when it never opens within two years. */
    Optional<Instant> nextOpen(Instant from);

    /** Why it is closed then, as it goes on after "Waits for the calendar: ". */
    String closedBecause(Instant at);

    /** Every instant between the two at which it may open, close, or be closed for another reason. In between nothing changes. */
    NavigableSet<Instant> turns(Instant from, Instant to);

    /** Open when both are. */
    default OpenTimes and(OpenTimes other) {
        OpenTimes one = this;
        return new OpenTimes() {
            @Override
            public Optional<Instant> nextOpen(Instant from) {
                Optional<Instant> at = Optional.of(from);
                for (int i = 0; i < 10_000 && at.isPresent(); i++) {
                    Optional<Instant> next = one.nextOpen(at.get()).flatMap(other::nextOpen);
                    if (Objects.equals(next, at)) {
                        return at;
                    }
                    at = next;
                }
                return Optional.empty();
            }

            @Override
            public String closedBecause(Instant at) {
                boolean open = one.nextOpen(at).filter(at::equals).isPresent();
                return open ? other.closedBecause(at) : one.closedBecause(at);
            }

            @Override
            public NavigableSet<Instant> turns(Instant from, Instant to) {
                NavigableSet<Instant> both = one.turns(from, to);
                both.addAll(other.turns(from, to));
                return both;
            }
        };
    }
}
