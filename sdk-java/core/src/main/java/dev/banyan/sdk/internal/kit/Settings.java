package dev.banyan.sdk.internal.kit;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.BanyanListener;
import java.nio.file.Path;
import java.util.List;

/** Everything a client was built with, checked by the public builder. Immutable; never printed, it holds the key. */
public final class Settings {
    private final String url;
    private final String sdkKey;
    private final Identity identity;
    private final Timings timings;
    private final Path cacheDirectory;
    private final Path overrideFile;
    private final Ruleset bootstrap;
    private final List<BanyanListener> listeners;
    private final Platform platform;

    /** {@code cacheDirectory}, {@code overrideFile} and {@code bootstrap} may be null. */
    public Settings(
            String url,
            String sdkKey,
            Identity identity,
            Timings timings,
            Path cacheDirectory,
            Path overrideFile,
            Ruleset bootstrap,
            List<BanyanListener> listeners,
            Platform platform) {
        this.url = url;
        this.sdkKey = sdkKey;
        this.identity = identity;
        this.timings = timings;
        this.cacheDirectory = cacheDirectory;
        this.overrideFile = overrideFile;
        this.bootstrap = bootstrap;
        this.listeners = listeners;
        this.platform = platform;
    }

    /** The control plane's address, without a slash at the end. */
    public String url() {
        return url;
    }

    public String sdkKey() {
        return sdkKey;
    }

    public Identity identity() {
        return identity;
    }

    public Timings timings() {
        return timings;
    }

    public Path cacheDirectory() {
        return cacheDirectory;
    }

    public Path overrideFile() {
        return overrideFile;
    }

    public Ruleset bootstrap() {
        return bootstrap;
    }

    public List<BanyanListener> listeners() {
        return listeners;
    }

    public Platform platform() {
        return platform;
    }
}
