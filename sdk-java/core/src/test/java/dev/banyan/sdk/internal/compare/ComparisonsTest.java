package dev.banyan.sdk.internal.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.ShadowSettings;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonsTest {
    private static final List<Difference> NONE = Collections.emptyList();
    private final Comparisons comparisons = new Comparisons();

    @Test
    void every_count_is_sent_once() {
        comparisons.compared(Stage.SHADOW, NONE, false, 0);
        comparisons.compared(Stage.SHADOW, List.of(at("$.a")), false, 0);
        comparisons.compared(Stage.LIVE, List.of(at("$.a")), false, 0);
        comparisons.failed(Stage.SHADOW);
        comparisons.dropped(Stage.SHADOW);
        comparisons.late(Stage.SHADOW);
        comparisons.controlled(Stage.SHADOW, NONE);

        List<Map<?, ?>> rows = drain();

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).get("route")).isEqualTo("orders.get");
        assertThat(rows.get(0).get("stage")).isEqualTo("shadow");
        assertThat(rows.get(0).get("operation")).isEqualTo("read");
        assertThat(figures(rows.get(0))).containsExactly(2L, 1L, 1L, 1L, 1L, 1L);
        assertThat(rows.get(1).get("stage")).isEqualTo("live");
        assertThat(figures(rows.get(1))).containsExactly(1L, 1L, 0L, 0L, 0L, 0L);
        assertThat(drain()).isEmpty();
    }

    @Test
    void a_difference_at_a_noise_path_is_counted_but_is_no_mismatch_and_no_example() {
        comparisons.controlled(Stage.SHADOW, List.of(at("$.time")));
        comparisons.compared(Stage.SHADOW, List.of(at("$.time")), false, 0);
        comparisons.compared(Stage.SHADOW, List.of(at("$.time"), at("$.price")), false, 0);

        Map<?, ?> row = drain().get(0);

        assertThat(figures(row)).containsExactly(2L, 1L, 0L, 0L, 0L, 1L);
        assertThat(rows(row, "paths").get(0))
                .isEqualTo(Map.of("path", "$.time", "kind", "changed", "count", 2L, "control", 1L));
        assertThat(rows(row, "samples"))
                .extracting(sample -> (Object) sample.get("path"))
                .containsExactly("$.price");
    }

    @Test
    void nothing_is_a_mismatch_before_enough_control_calls_have_told_what_is_noise() {
        List<Difference> time = List.of(at("$.time"));
        comparisons.compared(Stage.SHADOW, time, true, 0);
        assertThat(comparisons.controlShare(10_000)).isEqualTo(Comparisons.CONTROL_WHILE_LEARNING);
        assertThat(comparisons.controlShare(0)).isZero();
        for (int i = 1; i < ShadowSettings.CONTROLS_TO_LEARN; i++) {
            comparisons.controlled(Stage.SHADOW, time);
        }
        comparisons.compared(Stage.LIVE, List.of(at("$.price")), true, 0);

        assertThat(drain())
                .allSatisfy(row -> assertThat(row.get("learning")).isEqualTo(1L))
                .allSatisfy(row -> assertThat(row.get("compared")).isEqualTo(0L))
                .allSatisfy(row -> assertThat(row.get("mismatched")).isEqualTo(0L));

        comparisons.controlled(Stage.SHADOW, time);
        comparisons.compared(Stage.SHADOW, time, true, 0);
        comparisons.compared(Stage.SHADOW, List.of(at("$.price")), true, 0);

        Map<?, ?> row = drain().get(0);
        assertThat(row.get("learning")).isEqualTo(0L);
        assertThat(figures(row)).containsExactly(2L, 1L, 0L, 0L, 0L, 1L);
        assertThat(comparisons.controlShare(10_000)).isEqualTo(10_000);
    }

    @Test
    void without_control_calls_every_difference_counts_from_the_first_on() {
        comparisons.compared(Stage.SHADOW, List.of(at("$.time")), false, 0);

        assertThat(figures(drain().get(0))).containsExactly(1L, 1L, 0L, 0L, 0L, 0L);
    }

    @Test
    void noise_leaves_room_for_the_examples_of_what_is_none() {
        for (int i = 0; i < Comparisons.MOST_SAMPLES; i++) {
            comparisons.controlled(Stage.SHADOW, List.of(at("$.noise" + i)));
            comparisons.compared(Stage.SHADOW, List.of(at("$.noise" + i)), false, 0);
        }
        comparisons.compared(Stage.SHADOW, List.of(at("$.price")), false, 0);

        assertThat(rows(drain().get(0), "samples"))
                .extracting(sample -> (Object) sample.get("path"))
                .containsExactly("$.price");
    }

    @Test
    void noise_fades_when_it_has_not_been_seen_for_long() {
        comparisons.controlled(Stage.SHADOW, List.of(at("$.time")));
        for (int i = 1; i < Noise.MEMORY; i++) {
            comparisons.controlled(Stage.SHADOW, NONE);
        }
        comparisons.compared(Stage.SHADOW, List.of(at("$.time")), false, 0);
        assertThat(drain().get(0).get("mismatched")).isEqualTo(0L);

        comparisons.controlled(Stage.SHADOW, NONE);
        comparisons.compared(Stage.SHADOW, List.of(at("$.time")), false, 0);
        assertThat(drain().get(0).get("mismatched")).isEqualTo(1L);
    }

    @Test
    void noise_is_bounded_by_the_first_paths() {
        for (int i = 0; i < Noise.MOST + 1; i++) {
            comparisons.controlled(Stage.SHADOW, List.of(at("$.path" + i)));
        }
        comparisons.compared(Stage.SHADOW, List.of(at("$.path" + (Noise.MOST - 1))), false, 0);
        comparisons.compared(Stage.SHADOW, List.of(at("$.path" + Noise.MOST)), false, 0);
        assertThat(drain().get(0).get("mismatched")).isEqualTo(1L);
    }

    @Test
    void paths_and_samples_are_bounded_over_both_stages() {
        for (int i = 0; i < 200; i++) {
            comparisons.compared(i % 2 == 0 ? Stage.SHADOW : Stage.LIVE, List.of(at("$.path" + i)), false, 0);
        }
        List<Map<?, ?>> rows = drain();
        List<Map<?, ?>> paths = new ArrayList<>(rows(rows.get(0), "paths"));
        paths.addAll(rows(rows.get(1), "paths"));
        assertThat(paths).hasSize(Comparisons.MOST_PATHS + 2);
        assertThat(paths.stream().mapToLong(path -> (Long) path.get("count")).sum())
                .isEqualTo(200);
        assertThat(paths).filteredOn(path -> path.get("path").equals("other")).hasSize(2);
        assertThat(rows(rows.get(0), "samples").size()
                        + rows(rows.get(1), "samples").size())
                .isEqualTo(Comparisons.MOST_SAMPLES);
    }

    @Test
    void values_are_withheld_unless_they_were_allowed() {
        Difference shown = Difference.of("$.status", "x".repeat(300), null);
        shown.show("x".repeat(300), null);
        comparisons.compared(Stage.SHADOW, List.of(shown, Difference.of("$.name", "Ana", "Bea")), false, 1_000);

        List<Map<?, ?>> samples = rows(drain().get(0), "samples");

        assertThat(samples.get(0).get("at")).isEqualTo(Instant.ofEpochSecond(1).toString());
        assertThat((String) samples.get(0).get("legacy")).hasSize(200).startsWith("xxx");
        assertThat(samples.get(0).get("new")).isNull();
        assertThat(samples.get(0).containsKey("redacted")).isFalse();
        assertThat(samples.get(1).get("legacy")).isNull();
        assertThat(samples.get(1).get("redacted")).isEqualTo(true);
        assertThat(samples.toString()).doesNotContain("Ana").doesNotContain("Bea");
    }

    private static Difference at(String path) {
        return Difference.of(path, "a", "b");
    }

    private static List<Object> figures(Map<?, ?> row) {
        return List.<Object>of(
                row.get("compared"),
                row.get("mismatched"),
                row.get("failed"),
                row.get("dropped"),
                row.get("late"),
                row.get("controls"));
    }

    private List<Map<?, ?>> drain() {
        JsonText json = new JsonText();
        int rows = comparisons.drain("orders.get", json);
        List<Map<?, ?>> read = rows(
                (Map<?, ?>) Json.read(("{\"all\":[" + json.text() + "]}").getBytes(StandardCharsets.UTF_8)), "all");
        assertThat(read).hasSize(rows);
        return read;
    }

    private static List<Map<?, ?>> rows(Map<?, ?> json, String field) {
        return ((List<?>) json.get(field))
                .stream().<Map<?, ?>>map(row -> (Map<?, ?>) row).toList();
    }
}
