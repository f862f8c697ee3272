package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value of each type that requests have, and all that must not be taken for one. */
class StrictJsonTest {
    enum Colour {
        RED,
        GREEN
    }

    record Inner(String text) {}

    record Everything(
            String text,
            boolean flag,
            Boolean choice,
            int small,
            Integer whole,
            long large,
            BigDecimal share,
            double measure,
            Colour colour,
            UUID id,
            Instant instant,
            LocalDateTime local,
            LocalDate day,
            LocalTime time,
            List<String> texts,
            List<Object> values,
            Map<String, String> map,
            Inner inner,
            List<Inner> inners) {}

    private static final ObjectMapper JSON = StrictJson.of(List.of(mapper ->
            mapper.registerModule(new JavaTimeModule()).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"a\"}",
                "{\"text\":\"\"}",
                "{\"text\":null}",
                "{\"text\":\" 25 \"}",
                "{\"text\":\"😀\"}",
                "{\"flag\":true}",
                "{\"flag\":null}",
                "{\"choice\":false}",
                "{\"small\":2}",
                "{\"whole\":-2147483648}",
                "{\"large\":9223372036854775807}",
                "{\"share\":25}",
                "{\"share\":0.0001}",
                "{\"share\":1e2}",
                "{\"measure\":5}",
                "{\"measure\":5.5}",
                "{\"colour\":\"RED\"}",
                "{\"id\":\"6f8f2b53-5b9c-4b0e-9f3b-0a2f6c1d7e11\"}",
                "{\"instant\":\"2026-01-31T08:00:00Z\"}",
                "{\"instant\":\"2026-01-31T09:00:00.5+01:00\"}",
                "{\"local\":\"2026-12-24T18:00\"}",
                "{\"local\":\"2026-12-24T18:00:01\"}",
                "{\"day\":\"2026-02-28\"}",
                "{\"time\":\"17:30\"}",
                "{\"time\":\"17:30:15\"}",
                "{\"texts\":[]}",
                "{\"texts\":[\"a\"]}",
                "{\"values\":[1,\"a\",true,2.5]}",
                "{\"map\":{\"a\":\"b\"}}",
                "{\"inner\":{}}",
                "{\"inners\":[{\"text\":\"a\"}]}",
                "{}",
                " {\n} "
            })
    void what_the_description_says_is_taken(String json) {
        assertThat(status(json)).as(json).isZero();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void nothing_else_is_taken_for_it(String field, String value) {
        Problem problem = problem("{\"" + field + "\":" + value + "}");
        assertThat(problem.status()).isEqualTo(value.equals("NaN") ? 400 : 422);
        assertThat(problem.remedy()).isPresent();
        if (problem.status() == 422) {
            assertThat(problem.field().orElseThrow()).startsWith(field);
        }
    }

    /** A field, then values that are none of its type. */
    static Stream<Arguments> wrong() {
        return Stream.of(
                        "text    | 5 | true | 2.5 | [] | {} | [\"a\"] | \"a\\u0000b\" | \"\\ud800\" | \"\\ude00\\ud800\"",
                        "flag    | 0 | 1 | \"true\" | \"\" | \"0\" | [] | [true] | 1.0",
                        "choice  | 0 | 1 | \"false\" | \"\" | \"yes\" | {}",
                        "small   | 2.9 | 2.0 | \"25\" | \" 25 \" | \"\" | true | 2147483648 | 1e2 | [1] | {}",
                        "whole   | 2.9 | \"25\" | \"\" | false | -2147483649 | [] | [1]",
                        "large   | 2.9 | \"25\" | \"\" | true | 9223372036854775808 | 99999999999999999999999",
                        "share   | \"25\" | \" 25 \" | \"\" | true | [] | NaN | 1e9999 | 1E-2147483648 | 12345678901234567890123456789012345678901",
                        "measure | \"5\" | \"\" | false | 1e9999",
                        "colour  | 1 | 0 | \"red\" | \" RED \" | \"RED \" | \"\" | \"1\" | true | [\"RED\"] | {}",
                        "id      | 1 | \"\" | \"a\" | [] | true",
                        "instant | 1767225600 | 1767225600.5 | [2026,1,1] | \"2026-01-31\" | \"2026-01-31T08:00:00\" | \"1767225600\" | \"\" | \" 2026-01-31T08:00:00Z \" | \"+999999999-12-31T00:00:00Z\" | \"-0001-01-01T00:00:00Z\" | true",
                        "local   | \"2026-12-24T18:00Z\" | \"2026-12-24T18:00:00Z\" | \"2026-12-24T18:00+09:00\" | \"2026-12-24\" | 1767225600 | [2026,12,24,18,0] | \"\" | \"+999999999-12-31T00:00\"",
                        "day     | \"2026-12-24T00:00:00\" | \"2026-12-24T00:00:00Z\" | \"2026-02-30\" | [2026,12,24] | 20000 | \"24.12.2026\" | \"\"",
                        "time    | \"17:30Z\" | \"17:30:00Z\" | \"25:00\" | \"17\" | [17,30] | 17 | \"\"",
                        "texts   | {} | \"a\" | \"\" | [1] | [true] | [[]] | [\"\\u0000\"]",
                        "values  | {} | \"\" | [\"\\u0000\"] | [[\"\\ud800\"]]",
                        "map     | [] | \"\" | {\"a\":1} | {\"\\u0000\":\"a\"} | {\"a\":\"b\",\"a\":\"c\"}",
                        "inner   | [] | \"\" | \"a\" | 1 | {\"text\":1} | {\"text\":\"a\",\"text\":\"a\"} | {\"other\":1}",
                        "inners  | {} | \"\" | [1] | [[]] | [{\"text\":1}]")
                .map(row -> row.split("\\|"))
                .flatMap(row -> Arrays.stream(row).skip(1).map(value -> Arguments.of(row[0].strip(), value.strip())));
    }

    @Test
    void a_field_that_comes_twice_is_named_wherever_it_is() {
        Problem problem = problem("{\"inners\":[{\"text\":\"a\"},{\"text\":\"a\",\"te\\u0078t\":\"b\"}]}");
        assertThat(problem.status()).isEqualTo(422);
        assertThat(problem.field()).contains("inners[1].text");
        assertThat(problem.getMessage()).contains("twice");
    }

    @Test
    void the_remedy_says_how_to_write_it() {
        assertThat(problem("{\"flag\":0}").remedy().orElseThrow()).contains("true or false");
        assertThat(problem("{\"small\":\"25\"}").remedy().orElseThrow()).contains("whole number without quotes");
        assertThat(problem("{\"local\":\"2026-12-24T18:00Z\"}").remedy().orElseThrow())
                .contains("without Z");
        assertThat(problem("{\"colour\":1}").remedy().orElseThrow()).contains("RED, GREEN");
        assertThat(problem("{\"colour\":\"blue\"}").remedy().orElseThrow()).contains("RED, GREEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "\"a\"",
                "1",
                "{}{}",
                "{} x",
                "{\"inner\":{\"text\":tru}}",
                "{\"text\":\"a",
                "{'text':'a'}",
                "{\"text\":\"\0\"}",
                "{\"text\":\"a\",}"
            })
    void what_is_no_json_object_is_not_understood(String json) {
        assertThat(problem(json).status()).as(json).isEqualTo(400);
    }

    @Test
    void what_is_nested_for_its_own_sake_is_not_understood() {
        for (String deep : List.of("[".repeat(2_000), "{\"values\":[" + "[".repeat(100))) {
            Problem problem = problem(deep);
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.remedy()).isPresent();
        }
    }

    @Test
    void numbers_that_would_fill_the_memory_are_refused_before_they_are_one() {
        for (String number : List.of("9".repeat(2_000), "1." + "9".repeat(2_000), "1e99999999", "-1E-99999999")) {
            assertThat(problem("{\"share\":" + number + "}").field()).contains("share");
            assertThat(problem("{\"values\":[" + number + "]}").field()).contains("values[0]");
        }
    }

    private static Problem problem(String json) {
        try {
            JSON.readerFor(Everything.class).readValue(json);
        } catch (JsonProcessingException refused) {
            return JsonMapper.problem(refused);
        }
        throw new AssertionError("taken: " + json);
    }

    private static int status(String json) {
        try {
            JSON.readerFor(Everything.class).readValue(json);
            return 0;
        } catch (JsonProcessingException refused) {
            return JsonMapper.problem(refused).status();
        }
    }
}
