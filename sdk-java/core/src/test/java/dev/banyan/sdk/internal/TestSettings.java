package dev.banyan.sdk.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Settings of an instance {@code shop-1} whose every time limit is one second. */
final class TestSettings {
    private TestSettings() {}

    static Settings of(Platform platform, String url, Path cacheDirectory) {
        Duration second = Duration.ofSeconds(1);
        return new Settings(
                url,
                "bny_sdk_key",
                new Identity("shop-1", "shop", "", "", Instant.EPOCH),
                new Timings(second, second, second, second, second, second),
                cacheDirectory,
                null,
                null,
                List.of(),
                platform);
    }
}
