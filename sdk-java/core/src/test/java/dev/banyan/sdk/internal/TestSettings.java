package dev.banyan.sdk.internal;

import dev.banyan.sdk.BreakerState;
import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Identity;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Tally;
import dev.banyan.sdk.internal.kit.Timings;
import dev.banyan.sdk.internal.route.Outcomes;
import dev.banyan.sdk.internal.route.Overrides;
import dev.banyan.sdk.internal.route.RouteState;
import dev.banyan.sdk.internal.route.RouteStates;
import dev.banyan.sdk.internal.rules.RulesetStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** Settings of an instance {@code shop-1} whose every time limit is one second. */
public final class TestSettings {
    private TestSettings() {}

    /** The states of routes, without a ruleset and overrides, telling nobody. */
    public static RouteStates routes(Outcomes outcomes, Platform platform) {
        return routes(outcomes, new RulesetStore(platform, null), platform, (route, state) -> {});
    }

    public static RouteStates routes(
            Outcomes outcomes, RulesetStore store, Platform platform, BiConsumer<RouteState, BreakerState> breakers) {
        Settings settings = of(platform, "http://127.0.0.1:1", null);
        Log log = new Log(platform);
        Overrides none = new Overrides(settings, new Faults(new Tally(), log), log);
        return new RouteStates(outcomes, none, store, platform, breakers, () -> {}, () -> {});
    }

    public static Settings of(Platform platform, String url, Path cacheDirectory) {
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
