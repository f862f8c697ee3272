package dev.banyan.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BucketingPropertyTest {

    private static final int KEYS = 100_000;

    @Property(tries = 5_000, seed = "1")
    void a_bucket_is_the_scaled_hash_of_the_utf8_bytes(@ForAll("salts") String salt, @ForAll("texts") String key) {
        byte[] bytes = (salt + ":" + key).getBytes(StandardCharsets.UTF_8);
        long hash = Integer.toUnsignedLong(XxHash32.hash(bytes, 0, bytes.length, 0));

        assertThat(Bucketing.bucket(salt, key)).isEqualTo((int) (hash * 1_000_000 >>> 32));
    }

    @Property(tries = 5_000, seed = "2")
    void a_bucket_is_one_of_a_million(@ForAll("texts") String salt, @ForAll("texts") String key) {
        assertThat(Bucketing.bucket(salt, key)).isBetween(0, 999_999);
    }

    /** 100 equal cells, 99 degrees of freedom: chi-square exceeds 181 for one salt in a million. */
    @Property(tries = 10, seed = "3")
    void buckets_are_uniform(@ForAll("serverSalts") String salt) {
        int[] cells = new int[100];
        SaltedHash hash = new SaltedHash(salt);
        for (int i = 0; i < KEYS; i++) {
            cells[hash.bucket("customer-" + i) / 10_000]++;
        }

        assertThat(chiSquare(cells, KEYS / 100.0)).isLessThan(181);
    }

    /** The lowest percent in 100 cells: a small rollout must be as even as a large one. */
    @Property(tries = 5, seed = "4")
    void buckets_are_uniform_near_zero(@ForAll("serverSalts") String salt) {
        int[] cells = new int[100];
        SaltedHash hash = new SaltedHash(salt);
        int found = 0;
        for (int i = 0; i < 10 * KEYS; i++) {
            int bucket = hash.bucket(Integer.toString(i));
            if (bucket < 10_000) {
                cells[bucket / 100]++;
                found++;
            }
        }

        assertThat(chiSquare(cells, found / 100.0)).isLessThan(181);
    }

    /** 10 × 10 cells of two salts' buckets: for independent ones, chi-square with 99 degrees of freedom. */
    @Property(tries = 10, seed = "5")
    void routes_with_different_salts_are_independent(
            @ForAll("serverSalts") String salt, @ForAll("serverSalts") String other) {
        int[] cells = new int[100];
        SaltedHash hash = new SaltedHash(salt);
        SaltedHash otherHash = new SaltedHash(salt.equals(other) ? other.toUpperCase() + "x" : other);
        for (int i = 0; i < KEYS; i++) {
            String key = "customer-" + i;
            cells[hash.bucket(key) / 100_000 * 10 + otherHash.bucket(key) / 100_000]++;
        }

        assertThat(chiSquare(cells, KEYS / 100.0)).isLessThan(181);
    }

    @Property(tries = 1_000, seed = "6")
    void routes_with_the_same_salt_move_together(@ForAll("salts") String salt, @ForAll("texts") String key) {
        assertThat(new SaltedHash(salt).bucket(key)).isEqualTo(new SaltedHash(salt).bucket(key));
    }

    private static double chiSquare(int[] cells, double expected) {
        double sum = 0;
        for (int cell : cells) {
            sum += (cell - expected) * (cell - expected) / expected;
        }
        return sum;
    }

    @Provide
    Arbitrary<String> serverSalts() {
        return Arbitraries.strings().alpha().numeric().ofLength(15);
    }

    @Provide
    Arbitrary<String> salts() {
        return Arbitraries.oneOf(serverSalts(), texts());
    }

    /** Any characters, unpaired surrogates included, of lengths around the limits of words and stripes. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<Character> any = Arbitraries.oneOf(
                Arbitraries.chars().ascii(),
                Arbitraries.chars().range('\u0080', '\u07ff'),
                Arbitraries.chars().range('\ud700', '\ue100'),
                Arbitraries.chars().all());
        return Arbitraries.oneOf(
                Arbitraries.strings().ascii().ofMaxLength(70),
                any.list().ofMaxSize(70).map(BucketingPropertyTest::text));
    }

    private static String text(List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }
}
