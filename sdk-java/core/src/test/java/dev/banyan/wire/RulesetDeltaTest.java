package dev.banyan.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.evaluation.Emergency;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesetDeltaTest {
    private static final byte[] HELD = RulesetText.compose(
            head(41), List.of(segment("b"), segment("d")), List.of(route("b", 1), route("d", 1), route("f", 1)));

    @Test
    void changes_adds_and_removes_in_the_order_of_the_keys() {
        byte[] wanted = RulesetText.compose(
                head(42),
                List.of(segment("a"), segment("d")),
                List.of(route("a", 1), route("b", 7), route("c", 1), route("d", 1)));
        String parts = "\"segments\":[" + segment("a") + "],\"routes\":[" + route("c", 1) + "," + route("b", 7) + ","
                + route("a", 1) + "],\"removed\":{\"segments\":[\"b\"],\"routes\":[\"f\",\"unknown\"]}";

        RulesetDelta delta = RulesetDelta.read(delta(wanted, 42, parts));

        assertThat(delta.from()).isEqualTo(41);
        assertThat(delta.head().revision()).isEqualTo(42);
        assertThat(delta.applyTo(HELD)).isEqualTo(wanted);
        assertThat(RulesetReader.read(delta.applyTo(HELD)).routes()).hasSize(4);
    }

    @Test
    void a_head_alone_is_enough() {
        byte[] wanted = RulesetText.compose(
                head(42), List.of(segment("b"), segment("d")), List.of(route("b", 1), route("d", 1), route("f", 1)));
        for (String parts :
                List.of("", ",\"segments\":[],\"routes\":[],\"removed\":{}", ",\"segments\":null,\"removed\":null")) {
            byte[] delta = delta(wanted, 42, "\"x\":1" + parts);
            assertThat(RulesetDelta.read(delta).applyTo(HELD)).isEqualTo(wanted);
        }
    }

    @Test
    void keys_are_ordered_as_their_bytes_are() {
        List<String> keys = List.of("a", "a.b", "a\u00fc", "\uffee", "\ud83d\ude00");
        byte[] wanted = RulesetText.compose(
                head(42), List.of(), keys.stream().map(key -> route(key, 1)).toList());
        for (String last : keys) {
            List<String> others = keys.stream()
                    .filter(key -> !key.equals(last))
                    .map(key -> route(key, 1))
                    .toList();
            byte[] held = RulesetText.compose(head(41), List.of(), others);
            byte[] delta = delta(wanted, 42, "\"routes\":[" + route(last, 1) + "]");
            assertThat(RulesetDelta.read(delta).applyTo(held)).isEqualTo(wanted);
        }
    }

    @Test
    void parts_are_taken_as_they_are_written() {
        String odd = "{ \"a\":[1,{\"key\":\"no, ]} \\\" \"}] ,\"key\" : \"\\u0065\",\"salt\":\"\\\\\" }";
        byte[] held = RulesetText.compose(head(41), List.of(), List.of(route("b", 1), odd, route("f", 1)));
        byte[] wanted = RulesetText.compose(head(42), List.of(), List.of(route("b", 1), odd));
        assertThat(RulesetDelta.read(delta(wanted, 42, "\"removed\":{\"routes\":[\"f\"]}"))
                        .applyTo(held))
                .isEqualTo(wanted);
    }

    @Test
    void another_text_than_the_server_had_is_noticed() {
        byte[] delta = delta(HELD, 42, "\"routes\":[" + route("b", 2) + "]");
        assertThatThrownBy(() -> RulesetDelta.read(delta).applyTo(HELD))
                .isInstanceOf(RulesetException.class)
                .hasMessageStartingWith("$.checksum: ");
    }

    @Test
    void emergencies_are_told_with_the_head() {
        String head = head(41).replace("}", ",\"emergencies\":[{\"id\":\"e-1\",\"mode\":\"isolate\"}]}");
        byte[] delta = ("{\"from\":41,\"checksum\":\"x\",\"head\":" + head + "}").getBytes(StandardCharsets.UTF_8);
        assertThat(Emergency.ids(RulesetDelta.read(delta).head().emergencies())).containsExactly("e-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]|$",
                "{}|$.from",
                "{'from':'x'}|$.from",
                "{'from':1}|$.checksum",
                "{'from':1,'checksum':'c'}|$.head",
                "{'from':1,'checksum':'c','head':{}}|$.head.schema",
                "{'from':1,'checksum':'c','head':HEAD,'removed':{'routes':[1]}}|$.removed.routes[0]",
                "{'from':1,'checksum':'c','head':HEAD,'removed':[]}|$.removed",
                "{'from':1,'checksum':'c','head':HEAD,'routes':[{'k':1}]}|$",
                "{'from':1,'checksum':'c','head':HEAD,'routes':[1]}|$",
                "{'from':1,'checksum':'c','head':HEAD,'routes':[{'key':1}]}|$",
                "{'from':1,'checksum':'c','head':HEAD,'head':HEAD}|$.head"
            })
    void what_is_no_delta_is_refused_and_the_place_named(String json, String path) {
        byte[] bytes = json.replace('\'', '"').replace("HEAD", head(1)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> RulesetDelta.read(bytes))
                .isInstanceOfSatisfying(
                        RulesetException.class,
                        refused -> assertThat(refused.path()).isEqualTo(path));
    }

    @Test
    void nothing_and_too_much_are_refused() {
        assertThatThrownBy(() -> RulesetDelta.read(null)).isInstanceOf(RulesetException.class);
        assertThatThrownBy(() -> RulesetDelta.read(new byte[RulesetReader.MAX_BYTES + 1]))
                .isInstanceOf(RulesetException.class)
                .hasMessageContaining("bytes");
    }

    private static byte[] delta(byte[] result, long revision, String parts) {
        String checksum = RulesetText.checksum(result);
        return ("{\"from\":41,\"checksum\":\"" + checksum + "\",\"head\":" + head(revision) + "," + parts + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String head(long revision) {
        return "{\"schema\":1,\"project\":\"shop\",\"environment\":\"production\",\"epoch\":\"e\",\"revision\":"
                + revision + "}";
    }

    private static String segment(String key) {
        return "{\"key\":\"" + key + "\",\"included\":[\"ana\"]}";
    }

    private static String route(String key, int share) {
        return "{\"key\":\"" + key + "\",\"kind\":2,\"salt\":\"s\",\"enabled\":true,\"cohorts\":[{\"name\":\"default\","
                + "\"rollout\":{\"from\":\"off\",\"to\":\"complete\",\"share\":" + share + "}}]}";
    }
}
