package dev.banyan.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.vectors.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void reads_every_sort_of_value() {
        Object value = Json.read(" {\"a\" : [1, -2.5e1 ,true,false , null,\"x\"],\t\"b\":{}, \"c\":[]\r\n} ");

        assertThat(value)
                .isEqualTo(
                        Map.of("a", Arrays.asList(1L, -25.0, true, false, null, "x"), "b", Map.of(), "c", List.of()));
        assertThat(((Map<?, ?>) value).keySet().stream().map(Object::toString)).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "42, 42",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775807, 9223372036854775807"
    })
    void whole_numbers_are_longs(String text, long expected) {
        assertThat(Json.read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "1e2, 100",
        "1E+2, 100",
        "1e-2, 0.01",
        "-0.0, -0.0",
        "9223372036854775808, 9223372036854775808",
        "123456789012345678901234567890, 1.2345678901234568E29",
        "5e-324, 5e-324",
        "1e-999, 0"
    })
    void all_other_numbers_are_doubles(String text, double expected) {
        assertThat(Json.read(text)).isEqualTo(expected);
    }

    @Test
    void reads_escapes_and_characters_of_any_length() {
        assertThat(Json.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\uD83D\\uDE00\\ud800\""))
                .isEqualTo("\"\\/\b\f\n\r\tAé\ud83d\ude00\ud800");
        assertThat(Json.read("\"aé日\ud83d\ude00\\n\"".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("aé日\ud83d\ude00\n");
        assertThat(Json.read("\"\u007f\u2028\"")).isEqualTo("\u007f\u2028");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[",
                "]",
                "{",
                "}",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1]]",
                "[1],",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{1:1}",
                "{\"a\":1}}",
                "nul",
                "nulll",
                "True",
                "NaN",
                "Infinity",
                "-Infinity",
                "undefined",
                "01",
                "-01",
                "+1",
                "1.",
                ".5",
                "-.5",
                "1e",
                "1e+",
                "1.e1",
                "0x1",
                "1_000",
                "--1",
                "-",
                "1e999",
                "-1e999",
                "\"",
                "\"a",
                "\"\\",
                "\"\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\u\"",
                "\"a\nb\"",
                "\"\t\"",
                "\"\\n\n\"",
                "'a'",
                "// a\n1",
                "/* */1",
                "1 // a",
                "1 1",
                "\uFEFF1",
                "\u00a01",
                "\uffff",
                "[1]\uffff"
            })
    void refuses_what_is_not_json(String text) {
        assertThatThrownBy(() -> Json.read(text)).isInstanceOf(RulesetException.class);
        assertThatThrownBy(() -> Json.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(RulesetException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':[1,{'b':tru}]}     | $.a[1].b | expected a value at character 13, found 't'",
                "{'a':{'b':1,'b':2}}     | $.a.b    | the name occurs twice",
                "[1,2                    | $[1]     | expected ']' at character 4, found the end",
                "{'a':1}x                | $        | expected the end at character 7, found 'x'",
                "[1e999]                 | $[0]     | the number is too large",
                "['a\\x']                | $[0]     | unknown escape before character 5",
            })
    void says_where(String text, String path, String reason) {
        assertThatThrownBy(() -> Json.read(text.replace('\'', '"')))
                .isInstanceOfSatisfying(RulesetException.class, refused -> {
                    assertThat(refused.path()).isEqualTo(path);
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused).hasMessage(path + ": " + reason);
                });
    }

    @Test
    void does_not_repeat_a_long_name() {
        String text = "{\"" + "n".repeat(100_000) + "\":x}";

        assertThatThrownBy(() -> Json.read(text)).message().hasSizeLessThan(200);
    }

    @Test
    void refuses_bytes_that_are_not_utf_8() {
        for (byte[] bytes : List.of(
                new byte[] {'"', (byte) 0xC3, '"'},
                new byte[] {'"', (byte) 0xFF, '"'},
                new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'})) {
            assertThatThrownBy(() -> Json.read(bytes)).hasMessage("$: not UTF-8");
        }
    }

    @Test
    void depth_is_limited() {
        int depth = Json.MAX_DEPTH;

        assertThat(Json.read("[".repeat(depth) + "]".repeat(depth))).isInstanceOf(List.class);
        assertThatThrownBy(() -> Json.read("[".repeat(depth + 1) + "]".repeat(depth + 1)))
                .hasMessageEndingWith("nested deeper than 32");
        assertThatThrownBy(() -> Json.read("{\"a\":".repeat(1_000_000))).hasMessageEndingWith("nested deeper than 32");
    }

    @Test
    void the_number_of_values_is_limited() {
        assertThatThrownBy(() -> Json.read("[" + "0,".repeat(Json.MAX_VALUES) + "0]"))
                .hasMessageEndingWith("more than 2000000 values");
    }

    @Property(tries = 1_000, seed = "61")
    void reads_what_was_written(@ForAll("values") Object value) {
        assertThat(Json.read(JsonWriter.bytes(value))).isEqualTo(value);
    }

    @Provide
    Arbitrary<Object> values() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(10).map(text -> (Object) text),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.doubles().map(number -> (Object) number),
                Arbitraries.of(true, false).map(flag -> (Object) flag));
        return Arbitraries.recursive(() -> scalars, JsonTest::nested, 0, 3);
    }

    private static Arbitrary<Object> nested(Arbitrary<Object> values) {
        return Arbitraries.oneOf(
                values.list().ofMaxSize(3).map(list -> (Object) list),
                Arbitraries.maps(Arbitraries.strings().all().ofMaxLength(5), values)
                        .ofMaxSize(3)
                        .map(map -> (Object) map));
    }
}
