package dev.banyan.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.sdk.internal.kit.Platform;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                wrong("url", b -> b.url("http://banyan.example:8180\n")),
                wrong("url", b -> b.url(" http://banyan.example")),
                wrong("url", b -> b.url("http://banyan.example/a b")),
                wrong("url", b -> b.url("http://banyan.example\u0000")),
                wrong("url", b -> b.url("http://b\u00e4nyan.example")),
                wrong("url", b -> b.url("http://banyan.example:99999")),
                wrong("url", b -> b.url("http://banyan.example:0")),
                wrong("url", b -> b.url("http://banyan.example:x")),
                wrong("url", b -> b.url("http://banyan.example/%zz")),
                wrong("url", b -> b.url("http://banyan.example\\banyan")),
                wrong("url", b -> b.url("   ")),
                wrong("sdkKey", b -> b.sdkKey(null)),
                wrong("sdkKey", b -> b.sdkKey("bny_sdk_" + SECRET + " ")),
                wrong("version", b -> b.version("1.4\n")),
                wrong("host", b -> b.host("node-1\n")),
                wrong("instance", b -> b.instance("a\n")),
                wrong("instance", b -> b.instance("")),
                wrong("overrideFile", b -> b.overrideFile(Paths.get(System.getProperty("java.io.tmpdir")))),
                wrong("bootstrapResource", b -> b.bootstrapResource("")),
                wrong("closeTimeout", b -> b.closeTimeout(Duration.ofSeconds(Long.MAX_VALUE))),
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

    @ParameterizedTest
    @ValueSource(strings = {"http://my_shop:8180", "https://[::1]:1", "HTTP://127.0.0.1:65535/a/b//"})
    void an_unusual_address_is_accepted(String url) {
        Banyan.builder()
                .url(url)
                .sdkKey(Scenario.KEY)
                .application("shop")
                .withoutCache()
                .build()
                .close();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "/tmp/shop.override\n", "/tmp/\u0000"})
    void an_override_file_that_is_named_outside_is_checked_too(String named) {
        BanyanBuilder builder = Banyan.builder()
                .url("http://127.0.0.1:1")
                .sdkKey(Scenario.KEY)
                .application("shop")
                .withoutCache();
        Platform surroundings = new Platform() {
            @Override
            public String environment(String name) {
                return named;
            }
        };
        builder.surroundings(surroundings, null);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BANYAN_OVERRIDE_FILE");
    }

    private static Arguments wrong(String knob, Consumer<BanyanBuilder> change) {
        return Arguments.of(knob, change);
    }
}
