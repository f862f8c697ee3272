package dev.banyan.demo.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ZipfTest {

    @Test
    void ranks_are_drawn_in_proportion_to_their_weight() {
        Zipf zipf = new Zipf(4, 1.0);
        int[] drawn = new int[5];
        Random random = new Random(42);
        for (int i = 0; i < 100_000; i++) {
            drawn[zipf.draw(random)]++;
        }

        double sum = 1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0;
        for (int rank = 1; rank <= 4; rank++) {
            assertThat(drawn[rank] / 100_000.0).isBetween(1 / (rank * sum) - 0.01, 1 / (rank * sum) + 0.01);
        }
        assertThat(drawn[0]).isZero();
    }

    @Test
    void the_ends_of_the_dice_are_the_first_and_the_last_rank() {
        Zipf zipf = new Zipf(2_000, 0.6);

        assertThat(zipf.draw(always(0.0))).isEqualTo(1);
        assertThat(zipf.draw(always(Math.nextDown(1.0)))).isEqualTo(2_000);
    }

    private static RandomGenerator always(double value) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return value;
            }
        };
    }
}
