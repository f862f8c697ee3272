package dev.banyan.sdk.internal;

import dev.banyan.sdk.BreakerState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** Settings of an instance {@code shop-1} whose every time limit is one second. */
final class TestSettings {
    private TestSettings() {}

    /** The states of routes, without a ruleset and overrides, telling nobody. */
    static RouteStates routes(Outcomes outcomes, Platform platform) {
        return routes(outcomes, new RulesetStore(platform, null), platform, (route, state) -> {});
    }

    static RouteStates routes(
            Outcomes outcomes, RulesetStore store, Platform platform, BiConsumer<RouteState, BreakerState> breakers) {
        Settings settings = of(platform, "http://127.0.0.1:1", null);
        Log log = new Log(platform);
        Overrides none = new Overrides(settings, new Faults(new Tally(), log), log);
        return new RouteStates(outcomes, none, store, platform, breakers, () -> {}, () -> {});
    }

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
