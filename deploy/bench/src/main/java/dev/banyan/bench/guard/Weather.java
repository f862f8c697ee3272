package dev.banyan.bench.guard;

import java.util.function.Supplier;

/** What happens to both sides alike. */
enum Weather {
    STEADY("steady", Sky.Steady::new),
    FAULTS("faults of both sides: every five minutes or so, up to 20 s, 5 to 100 % bad", Sky.Faults::new),
    DAY("a day in an hour: three times the traffic and the errors at noon, a third at night", Sky.Day::new);

    private final String title;
    private final Supplier<Sky> sky;

    Weather(String title, Supplier<Sky> sky) {
        this.title = title;
        this.sky = sky;
    }

    String title() {
        return title;
    }

    Sky begin() {
        return sky.get();
    }

    /** The weather of one rollout. */
    interface Sky {
        void next(Chance chance, int second);

        default double flow() {
            return 1;
        }

        default double share(double base) {
            return base;
        }

        final class Steady implements Sky {
            @Override
            public void next(Chance chance, int second) {}
        }

        final class Faults implements Sky {
            private static final double EVERY = 300;
            private static final double LONGEST = 20;
            private static final double LEAST = 0.05;

            private int left;
            private double spoiled;

            @Override
            public void next(Chance chance, int second) {
                if (left > 0) {
                    left--;
                } else if (chance.uniform() * EVERY < 1) {
                    left = (int) (1 + LONGEST * chance.uniform());
                    spoiled = LEAST + (1 - LEAST) * chance.uniform();
                }
            }

            @Override
            public double share(double base) {
                return left > 0 ? base + spoiled * (1 - base) : base;
            }
        }

        final class Day implements Sky {
            private static final double HOUR = 3_600;
            private double level = 1;

            @Override
            public void next(Chance chance, int second) {
                level = Math.pow(3, Math.sin(2 * Math.PI * second / HOUR));
            }

            @Override
            public double flow() {
                return level;
            }

            @Override
            public double share(double base) {
                return Math.min(1, base * level);
            }
        }
    }
}
