package dev.banyan.sdk.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private enum Status {
        OPEN,
        PAID
    }

    private record Line(String article, Object price) {}

    private record Order(String id, Status status, List<Line> lines) {}

    /** A bean whose class is not public. */
    private static class OrderBean {
        public String getId() {
            return "o-1";
        }

        public boolean isUrgent() {
            return true;
        }

        public String getSecret() {
            throw new IllegalStateException("not today");
        }

        public String getFor(String someone) {
            return someone;
        }
    }

    @Test
    void what_is_the_same_differs_nowhere() {
        Order order = new Order("o-1", Status.OPEN, List.of(new Line("tea", 3)));
        assertThat(between(order, new Order("o-1", Status.OPEN, List.of(new Line("tea", 3L)))))
                .isEmpty();
        assertThat(between(null, null)).isEmpty();
        assertThat(between(new int[] {1, 2}, Arrays.asList(1L, 2L))).isEmpty();
    }

    @Test
    void differences_have_a_path_without_positions_and_a_kind_seen_from_legacy() {
        Order legacy = new Order("o-1", Status.OPEN, List.of(new Line("tea", 3), new Line("milk", 1)));
        Order fresh =
                new Order("o-2", Status.PAID, List.of(new Line("tea", 4), new Line(null, "1"), new Line("ice", 2)));

        assertThat(between(legacy, fresh))
                .containsExactlyInAnyOrder(
                        "changed $.id",
                        "changed $.status",
                        "changed $.lines[].price",
                        "missing $.lines[].article",
                        "type $.lines[].price",
                        "added $.lines[]");
    }

    @Test
    void maps_records_and_beans_are_compared_by_property_with_each_other() {
        assertThat(between(Map.of("id", "o-1", "urgent", false, "secret", 1), new OrderBean()))
                .containsExactlyInAnyOrder("changed $.urgent", "type $.secret");
        assertThat(between(Map.of("article", "tea"), new Line("tea", null))).isEmpty();
    }

    @Test
    void numbers_are_the_same_by_value() {
        assertThat(between(1, 1L)).isEmpty();
        assertThat(between(new BigDecimal("1.0"), new BigDecimal("1.00"))).isEmpty();
        assertThat(between(1.0, new BigDecimal("1.00"))).isEmpty();
        assertThat(between(BigInteger.TEN, (short) 10)).isEmpty();
        assertThat(between(0.1 + 0.2, 0.3)).isEmpty();
        assertThat(between(0.1f, 0.1)).isEmpty();
        assertThat(between(Double.NaN, Double.NaN)).isEmpty();
        assertThat(between(Long.MAX_VALUE, Long.MAX_VALUE - 1)).containsExactly("changed $");
        assertThat(between(1.0, 1.000_001)).containsExactly("changed $");
        assertThat(between(1.0, Double.POSITIVE_INFINITY)).containsExactly("changed $");
        assertThat(between(1.0, Double.NaN)).containsExactly("changed $");
        assertThat(Differences.between(1.0, 1.05, 0.1)).isEmpty();
    }

    @Test
    void texts_enums_and_optionals_are_compared_by_what_they_say() {
        assertThat(between(Status.OPEN, "OPEN")).isEmpty();
        assertThat(between(new StringBuilder("a"), 'a')).isEmpty();
        assertThat(between(Optional.of(1), 1)).isEmpty();
        assertThat(between(Optional.empty(), null)).isEmpty();
        assertThat(between("1", 1)).containsExactly("type $");
        assertThat(between(true, "true")).containsExactly("type $");
    }

    @Test
    void values_of_the_jdk_are_compared_as_a_whole() {
        assertThat(between(Path.of("a"), Path.of("a"))).isEmpty();
        assertThat(between(Path.of("a"), Path.of("b"))).containsExactly("changed $");
        assertThat(between(Instant.EPOCH, Instant.EPOCH.plusNanos(1))).containsExactly("changed $");
        assertThat(between(Instant.EPOCH, new Date(0))).containsExactly("type $");
    }

    @Test
    void sets_differ_in_their_members_whatever_their_order() {
        assertThat(between(Set.of(1, 2, 3), Set.of(3L, 2L, 1L))).isEmpty();
        assertThat(between(Set.of("a", "b"), Set.of("b", "c"))).containsExactlyInAnyOrder("missing $[]", "added $[]");
    }

    @Test
    void null_is_the_same_as_absent() {
        Map<String, Object> withNull = new HashMap<>();
        withNull.put("note", null);
        assertThat(between(withNull, Map.of())).isEmpty();
        assertThat(between(withNull, Map.of("note", "x"))).containsExactly("added $.note");
    }

    @Test
    void keys_that_look_like_data_share_one_path() {
        Map<String, Integer> legacy = Map.of("a3f2b7c1-9d", 1, "4711", 2, "ana@shop.example", 3, "line2", 4);
        Map<String, Integer> fresh = Map.of("a3f2b7c1-9d", 2, "4711", 3, "ana@shop.example", 4, "line2", 5);
        assertThat(between(legacy, fresh)).containsExactlyInAnyOrder("changed $.{}", "changed $.line2");
    }

    @Test
    void cycles_end() {
        Map<String, Object> legacy = new HashMap<>(Map.of("name", "a"));
        legacy.put("self", legacy);
        Map<String, Object> fresh = new HashMap<>(Map.of("name", "b"));
        fresh.put("self", fresh);
        assertThat(between(legacy, fresh)).containsExactly("changed $.name");
        Object[] one = {null, 1};
        one[0] = one;
        Object[] other = {null, 2};
        other[0] = other;
        assertThat(between(one, other)).contains("changed $[]");
    }

    @Test
    void depth_size_and_number_are_bounded() {
        assertThat(between(nested(Differences.MOST_DEPTH - 1, 1), nested(Differences.MOST_DEPTH - 1, 2)))
                .hasSize(1);
        assertThat(between(nested(100, 1), nested(100, 1))).isEmpty();
        assertThat(between(nested(100, 1), nested(100, 2))).containsExactly("changed $!more than 32 levels");
        List<Integer> legacy = numbers();
        List<Integer> fresh = numbers();
        assertThat(between(legacy, fresh)).isEmpty();
        fresh.set(Differences.MOST_NODES + 10, 2);
        assertThat(between(legacy, fresh)).containsExactly("changed $!more than 10000 values");
        assertThat(between(legacy.toArray(), fresh.toArray())).containsExactly("changed $!more than 10000 values");
        fresh.set(10, 2);
        assertThat(between(legacy, fresh)).contains("changed $[]");
        assertThat(between(keys(1), keys(2))).hasSize(Differences.MOST + 1).contains("changed $!more than 50 places");
    }

    @Test
    void a_long_path_is_cut() {
        Object legacy = 1;
        Object fresh = 2;
        for (int i = 0; i < 20; i++) {
            legacy = Map.of("a-name-of-twenty-four-ch", legacy);
            fresh = Map.of("a-name-of-twenty-four-ch", fresh);
        }
        assertThat(Differences.between(legacy, fresh, 0).get(0).path())
                .hasSize(200)
                .startsWith("$.a-name");
    }

    /** No two of which are one object. */
    private static List<Integer> numbers() {
        return new ArrayList<>(IntStream.range(1_000, 1_000 + 2 * Differences.MOST_NODES)
                .boxed()
                .toList());
    }

    private static Map<String, Integer> keys(int value) {
        Map<String, Integer> map = new HashMap<>();
        IntStream.range(0, 200).forEach(i -> map.put("key" + i, value));
        return map;
    }

    private static Object nested(int depth, Object value) {
        return depth == 0 ? value : List.of(nested(depth - 1, value));
    }

    private static List<String> between(Object legacy, Object fresh) {
        return Differences.between(legacy, fresh, 1e-9).stream()
                .map(difference -> difference.kind() + " " + difference.path())
                .toList();
    }
}
