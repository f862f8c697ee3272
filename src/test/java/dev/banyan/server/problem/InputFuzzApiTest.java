package dev.banyan.server.problem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.ApiDocument;
import dev.banyan.server.testing.ApiDocument.Field;
import dev.banyan.server.testing.ApiDocument.Operation;
import dev.banyan.server.testing.ApiDocument.Parameter;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.RawHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Sends to every operation of the API description what nobody would send: nothing that a request holds may be a fault of the server. The
 * same requests each time, in the order of a seed; {@code -Dbanyan.fuzz.seed=7} for others.
 */
@BanyanTest
class InputFuzzApiTest {
    private static final long SEED = Long.getLong("banyan.fuzz.seed", 1);
    private static final int REQUESTS = Integer.getInteger("banyan.fuzz.requests", 1_500);
    private static final Duration LONGEST = Duration.ofSeconds(Long.getLong("banyan.fuzz.seconds", 60));

    /** Endless; what others sign with; everything there is; and attempts to sign in, which are counted for all tests together. */
    private static final Set<String> LEFT_OUT = Set.of(
            "GET /sdk/v1/stream", "POST /api/v1/signing-keys", "GET /api/v1/audit/verification", "POST /api/v1/tokens");

    private static final List<String> VALUES = List.of(
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\ude00\\ud83d\"",
            "1e400",
            "-1e99999",
            "1E-2147483648",
            "9".repeat(2_000),
            "1." + "9".repeat(2_000),
            "[".repeat(1_500) + "]".repeat(1_500),
            "{\"a\":".repeat(1_500) + "1" + "}".repeat(1_500),
            "null",
            "[]",
            "{}",
            "true",
            "\"\"",
            "\" 25 \"",
            "2.9",
            "-1",
            "0",
            "2147483648",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "\"" + "x".repeat(70_000) + "\"",
            "\"\\u2028😀é\"",
            "NaN",
            "{\"a\":1,\"a\":2}",
            "[null]",
            "[[]]",
            "[{}]",
            "{\"\":null}",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"-999999999-01-01T00:00:00\"",
            "\"9999-12-31T23:59:59Z\"",
            "\"../..\"",
            "\"{\"",
            "\"%00\"",
            "\"2026-02-30\"",
            "\"24:00\"",
            "\"9999-12-31T23:59\"",
            "\"1970-01-01T00:00\"",
            "\"UTC+99\"",
            "\"' or 1=1 --\"",
            "\"<b>\"",
            "\"off\"",
            "\"complete\"",
            "\"default\"");

    private static final List<String> ADDRESSES = List.of(
            "%00",
            "a%00b",
            "%FF",
            "%ZZ",
            "%",
            "%ed%a0%80",
            "%2e%2e",
            "%2F",
            "%5C",
            "%0d%0a",
            "x".repeat(3_000),
            "%F0%9F%98%80",
            "-1",
            "0",
            "1",
            "99999999999999999999",
            "1e400",
            "%27",
            "%20",
            "*",
            "%c0%80",
            ";x=%00",
            "%25%30%30",
            "9223372036854775807",
            "-9223372036854775808",
            "2147483647",
            "-2147483648",
            "%e2%80%a8",
            "{x}",
            "|",
            "\"",
            "<",
            "\\",
            "^",
            "`",
            "10ms",
            "-1s",
            "0s",
            "99999999999s",
            "9223372036854775807s",
            "PT1S",
            "2026-01-01T00:00:00Z",
            "-999999999-01-01T00:00:00Z",
            "%2B999999999-12-31T23:59:59Z",
            "9999-12-31T23:59:59Z",
            "1970-01-01T00:00:00Z",
            "null",
            "true",
            "1.5",
            "legacy",
            "new");

    private static final List<String> HEADERS = List.of(
            "W/\"1\"",
            "\"1\",\"2\"",
            "*",
            "\"",
            "\"\"",
            "x".repeat(3_000),
            "\"99999999999999999999\"",
            "-1",
            "é😀",
            "\"1",
            ",",
            "\t",
            "a\0b",
            "%00",
            "W/",
            ";;;",
            "=?utf-8?q?=00?=");

    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "\"x\"",
            "1",
            "{",
            "{}{}",
            "{}x",
            "\0",
            "{\"a\":\"\0\"}",
            "\uFEFF{}",
            "{\"a\\u0000\":1}",
            "[".repeat(5_000),
            "{\"a\":".repeat(5_000),
            "9".repeat(5_000),
            "true",
            "{'a':1}",
            "{\"a\":1,\"a\":1}");

    private static final List<Map.Entry<String, String>> ODD_HEADERS = List.of(
            Map.entry("Content-Type", "text/plain"),
            Map.entry("Content-Type", "application/xml"),
            Map.entry("Content-Type", "application/json; charset=utf-16"),
            Map.entry("Content-Type", "application/json;charset=nonsense"),
            Map.entry("Content-Type", "multipart/form-data"),
            Map.entry("Content-Type", "application/x-www-form-urlencoded"),
            Map.entry("Content-Type", ""),
            Map.entry("Content-Type", "nonsense"),
            Map.entry("Content-Encoding", "gzip"),
            Map.entry("Accept", "text/plain"),
            Map.entry("Accept", "nonsense"),
            Map.entry("Accept", "a/b;q=x"),
            Map.entry("Accept", ""),
            Map.entry("Authorization", "Bearer a.b.c"),
            Map.entry("Authorization", "Bearer é\0"),
            Map.entry("Cookie", "a=\0; __Host-banyan=\"é"),
            Map.entry("X-API-Key", "é"),
            Map.entry("X-Forwarded-For", "a\0"),
            Map.entry("Expect", "200-nonsense"),
            Map.entry("Banyan-Instance", "a b"),
            Map.entry("Banyan-Age", "99999999999999999999"),
            Map.entry("Last-Event-ID", "99999999999999999999"));

    /** One strange request. */
    private record Shot(Operation operation, String uri, Map<String, String> headers, byte[] body, String what) {}

    private final Random random = new Random(SEED);

    @Test
    void no_request_is_ever_a_fault_of_the_server() throws IOException {
        List<Operation> operations = ApiDocument.fetch().operations().stream()
                .filter(each -> !LEFT_OUT.contains(each.toString()))
                .toList();
        List<String> faults = new ArrayList<>();
        long end = System.nanoTime() + LONGEST.toNanos();
        int sent = 0;
        try (InputShop shop = new InputShop()) {
            for (; sent < REQUESTS && System.nanoTime() < end; sent++) {
                Shot shot = shot(operations.get(sent % operations.size()), shop);
                RawHttp.Answer answer = shop.send(shot.operation().method(), shot.uri(), shot.headers(), shot.body());
                if (answer.status() == 0 || answer.status() >= 500) {
                    faults.add(shot.operation() + " " + shot.what() + " -> " + answer);
                }
            }
        }
        assertThat(sent).isGreaterThan(operations.size());
        assertThat(faults).as("faults of the server, seed " + SEED).isEmpty();
    }

    private Shot shot(Operation operation, InputShop shop) {
        Map<String, String> names = shop.names();
        Map<String, String> headers = shop.headers(operation);
        String query = "";
        byte[] body = operation.body() == null
                ? new byte[0]
                : operation.body().toString().getBytes(UTF_8);
        String what;
        int kind = random.nextInt(operation.body() == null ? 3 : 6);
        if (kind == 0) {
            Map.Entry<String, String> header = any(ODD_HEADERS);
            what = header.toString();
            headers.put(header.getKey(), header.getValue());
        } else if (kind == 1 && operation.method().equals("POST")) {
            what = any(BODIES);
            body = what.getBytes(random.nextBoolean() ? UTF_8 : ISO_8859_1);
        } else if (kind <= 2 && !operation.parameters().isEmpty()) {
            Parameter parameter = any(operation.parameters());
            String value = parameter.in().equals("header") ? any(HEADERS) : any(ADDRESSES);
            what = parameter.name() + "=" + value;
            switch (parameter.in()) {
                case "path" -> names.put(parameter.name(), value);
                case "query" -> query = "?" + what;
                default -> headers.put(parameter.name(), value);
            }
        } else if (operation.body() != null) {
            Field field = any(operation.fields());
            String value = any(VALUES);
            what = field + "=" + value.substring(0, Math.min(40, value.length()));
            body = ApiDocument.with(operation.body(), field, value).getBytes(UTF_8);
        } else {
            what = "as it should be";
        }
        return new Shot(operation, operation.uri(names) + query, headers, body, what);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
