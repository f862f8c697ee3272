package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BanyanBuilderTest {
    private static final String SECRET = "secret-that-no-message-may-hold";

    static Stream<Arguments> wrongKnobs() {
        return Stream.of(
                wrong("url", b -> b.url(null)),
                wrong("url", b -> b.url("")),
                wrong("url", b -> b.url("banyan.example")),
                wrong("url", b -> b.url("ftp://banyan.example")),
                wrong("url", b -> b.url("http://")),
                wrong("url", b -> b.url("http://user:" + SECRET + "@banyan.example")),
                wrong("url", b -> b.url("http://banyan.example?key=" + SECRET)),
                wrong("sdkKey", b -> b.sdkKey(null)),
                wrong("sdkKey", b -> b.sdkKey(SECRET)),
                wrong("sdkKey", b -> b.sdkKey("bny_sdk_" + SECRET + "\n")),
                wrong("application", b -> b.application(null)),
                wrong("application", b -> b.application("  ")),
                wrong("application", b -> b.application("a\r\nb")),
                wrong("version", b -> b.version("é")),
                wrong("host", b -> b.host("x".repeat(129))),
                wrong("instance", b -> b.instance("a b")),
                wrong("instance", b -> b.instance("x".repeat(65))),
                wrong("connectTimeout", b -> b.connectTimeout(Duration.ZERO)),
                wrong("connectTimeout", b -> b.connectTimeout(null)),
                wrong("readTimeout", b -> b.readTimeout(Duration.ofSeconds(5))),
                wrong("readTimeout", b -> b.readTimeout(Duration.ofSeconds(21))),
                wrong("pollInterval", b -> b.pollInterval(Duration.ofMillis(999))),
                wrong("flushInterval", b -> b.flushInterval(Duration.ofMillis(499))),
                wrong("flushInterval", b -> b.flushInterval(Duration.ofDays(400_000))),
                wrong("slowRetry", b -> b.slowRetry(Duration.ofSeconds(1))),
                wrong("closeTimeout", b -> b.closeTimeout(Duration.ofSeconds(-1))),
                wrong("bootstrapResource", b -> b.bootstrapResource("no-such-resource.json")),
                wrong("bootstrapResource", b -> b.bootstrapResource("dev/banyan/sdk/Banyan.class")));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("wrongKnobs")
    void a_wrong_value_names_its_knob_and_the_remedy(String knob, Consumer<BanyanBuilder> change) {
        BanyanBuilder builder = Banyan.builder()
                .url("http://127.0.0.1:1")
                .sdkKey(Scenario.KEY)
                .application("shop")
                .withoutCache();
        change.accept(builder);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s)Banyan: " + knob + " .+; .+")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void the_defaults_and_the_bounds_are_accepted() {
        BanyanBuilder builder = Banyan.builder()
                .url("http://127.0.0.1:1/banyan/")
                .sdkKey(Scenario.KEY)
                .application("shop")
                .withoutCache();
        try (Banyan banyan = builder.build()) {
            assertThat(banyan.status().source()).isEqualTo(Source.NONE);
        }
        builder.readTimeout(Duration.ofSeconds(6))
                .flushInterval(Duration.ofMillis(500))
                .closeTimeout(Duration.ZERO);
        try (Banyan banyan = builder.build()) {
            assertThat(banyan.route("orders.get").isNew(null)).isFalse();
        }
    }

    private static Arguments wrong(String knob, Consumer<BanyanBuilder> change) {
        return Arguments.of(knob, change);
    }
}
