package dev.banyan.sdk;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.internal.kit.Ascii;
import dev.banyan.sdk.internal.kit.HomeDirectory;
import dev.banyan.sdk.internal.kit.HostName;
import dev.banyan.sdk.internal.kit.Identity;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.Timings;
import dev.banyan.sdk.internal.kit.Unique;
import dev.banyan.sdk.internal.rules.Bootstrap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects and checks the knobs of a client. Not thread-safe; may be used for several clients one after the other. */
public final class BanyanBuilder {
    private static final String OVERRIDE_FILE = "BANYAN_OVERRIDE_FILE";

    private String url;
    private String sdkKey;
    private String application;
    private String version;
    private String host;
    private String instance;
    private Path cacheDirectory;
    private boolean withoutCache;
    private Path overrideFile;
    private String bootstrapResource;
    private ClassLoader bootstrapLoader;
    private final Map<TimeKnob, Duration> times = new EnumMap<>(TimeKnob.class);
    private final List<BanyanListener> listeners = new ArrayList<>();
    private Platform platform = Platform.SYSTEM;
    private Timings testTimings;

    BanyanBuilder() {}

    /** Required: the control plane's address, http or https, without query; a path before {@code /sdk} may be given. */
    public BanyanBuilder url(String newUrl) {
        this.url = newUrl;
        return this;
    }

    /** Required: a key of the environment, {@code bny_sdk_…}. It is sent in a header and never logged. */
    public BanyanBuilder sdkKey(String newSdkKey) {
        this.sdkKey = newSdkKey;
        return this;
    }

    /** Required: the service's name, as the control plane shows it; up to 128 printable ASCII characters. */
    public BanyanBuilder application(String newApplication) {
        this.application = newApplication;
        return this;
    }

    /** The service's version; not sent by default. */
    public BanyanBuilder version(String newVersion) {
        this.version = newVersion;
        return this;
    }

    /** The machine's name; by default from the environment or {@code /etc/hostname}, never by asking the network. */
    public BanyanBuilder host(String newHost) {
        this.host = newHost;
        return this;
    }

    /** This process's name, unique among all running; by default a random one. 1 to 64 of {@code A-Z a-z 0-9 . _ -}. */
    public BanyanBuilder instance(String newInstance) {
        this.instance = newInstance;
        return this;
    }

    /**
     * Where the last-known-good file and the ledger of failed second writes are kept; by default {@code .banyan/cache} in the user's home. Made when it is missing;
     * when it cannot be written the client works without. So it does, and says so in the log, when no directory is given and the user
     * has no home, as in a container that runs as a number without a name.
     */
    public BanyanBuilder cacheDirectory(Path newCacheDirectory) {
        this.cacheDirectory = Objects.requireNonNull(newCacheDirectory, "cacheDirectory");
        this.withoutCache = false;
        return this;
    }

    /** Keeps nothing on disk: failed second writes are forgotten with the process, and a start without the control plane then has the bootstrap resource or the defaults only. */
    public BanyanBuilder withoutCache() {
        this.cacheDirectory = null;
        this.withoutCache = true;
        return this;
    }

    /**
     * The file whose overrides hold in this process, looked at every second; by default {@code <application>.override} in the
     * cache directory, or the one that the environment variable {@code BANYAN_OVERRIDE_FILE} names. It need not exist. Who may
     * write it chooses the sides.
     */
    public BanyanBuilder overrideFile(Path newOverrideFile) {
        this.overrideFile = Objects.requireNonNull(newOverrideFile, "overrideFile");
        return this;
    }

    /**
     * A class-path resource with a ruleset, as {@code GET /sdk/v1/snapshot} gives it, for the very first start without the
     * control plane. Found through the context class loader, or the SDK's own.
     */
    public BanyanBuilder bootstrapResource(String name) {
        this.bootstrapResource = name;
        this.bootstrapLoader = Thread.currentThread().getContextClassLoader();
        return this;
    }

    /** How long connecting may take: 100 ms to 30 s, 3 s by default. */
    public BanyanBuilder connectTimeout(Duration newConnectTimeout) {
        times.put(TimeKnob.CONNECT, newConnectTimeout);
        return this;
    }

    /** After how much silence the stream counts as dead: 6 to 20 s, 15 s by default; heartbeats come every 5 s. */
    public BanyanBuilder readTimeout(Duration newReadTimeout) {
        times.put(TimeKnob.READ, newReadTimeout);
        return this;
    }

    /** How often to ask while the stream is down: 1 s to 10 min, 10 s by default, ± 20 %; first within 10 s. */
    public BanyanBuilder pollInterval(Duration newPollInterval) {
        times.put(TimeKnob.POLL, newPollInterval);
        return this;
    }

    /** How often outcomes are sent, when there are any: 500 ms to 1 min, 1 s by default. */
    public BanyanBuilder flushInterval(Duration newFlushInterval) {
        times.put(TimeKnob.FLUSH, newFlushInterval);
        return this;
    }

    /** How long to wait, ± half, after a refused key or certificate: 30 s to 30 min, 2 min by default. */
    public BanyanBuilder slowRetry(Duration newSlowRetry) {
        times.put(TimeKnob.SLOW_RETRY, newSlowRetry);
        return this;
    }

    /** How long {@link Banyan#close()} may take to send what is left: 0 to 30 s, 2 s by default. */
    public BanyanBuilder closeTimeout(Duration newCloseTimeout) {
        times.put(TimeKnob.CLOSE, newCloseTimeout);
        return this;
    }

    /** Adds a listener. */
    public BanyanBuilder listener(BanyanListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Starts a client; it connects in the background.
     *
     * @throws IllegalArgumentException when a knob is missing or out of range, or the bootstrap resource is absent or no
     *     ruleset; the message names the knob and the remedy. The control plane being away is no reason to fail.
     */
    public Banyan build() {
        Path cache = cache();
        Settings settings = new Settings(
                Knobs.url(url),
                Knobs.sdkKey(sdkKey),
                identity(),
                testTimings == null ? timings() : testTimings,
                cache,
                overrides(cache),
                bootstrap(),
                Collections.unmodifiableList(new ArrayList<>(listeners)),
                platform);
        Banyan banyan = Banyan.start(settings);
        if (cache == null && !withoutCache) {
            banyan.warn(
                    "The user has no home directory, so that nothing is kept on disk: give the client a cacheDirectory");
        }
        return banyan;
    }

    /** Null for none. */
    private Path cache() {
        Path home = cacheDirectory == null && !withoutCache ? HomeDirectory.find(platform) : null;
        return home == null ? cacheDirectory : home.resolve(".banyan").resolve("cache");
    }

    /** For tests: other surroundings, and limits below the floors. */
    BanyanBuilder surroundings(Platform newPlatform, Timings newTimings) {
        this.platform = newPlatform;
        this.testTimings = newTimings;
        return this;
    }

    private Identity identity() {
        return new Identity(
                instance == null ? Unique.id() : Knobs.instance(instance),
                Knobs.required("application", application, "set it to the service's name"),
                Knobs.header("version", version),
                host == null ? HostName.find() : Knobs.header("host", host),
                Instant.ofEpochMilli(platform.wallMillis()));
    }

    private Path overrides(Path cache) {
        String named = platform.environment(OVERRIDE_FILE);
        if (overrideFile != null || !named.isEmpty()) {
            return overrideFile == null ? Knobs.file(OVERRIDE_FILE, named) : Knobs.file("overrideFile", overrideFile);
        }
        return cache == null ? null : cache.resolve(Ascii.name(application.trim()) + ".override");
    }

    private Timings timings() {
        return new Timings(
                time(TimeKnob.CONNECT),
                time(TimeKnob.READ),
                time(TimeKnob.POLL),
                time(TimeKnob.FLUSH),
                time(TimeKnob.SLOW_RETRY),
                time(TimeKnob.CLOSE));
    }

    private Duration time(TimeKnob knob) {
        return knob.checked(times.containsKey(knob) ? times.get(knob) : knob.preset());
    }

    private Ruleset bootstrap() {
        if (bootstrapResource == null) {
            return null;
        }
        try {
            return Bootstrap.load(bootstrapResource, bootstrapLoader);
        } catch (IOException | RuntimeException e) {
            throw Knobs.refuse(
                    "bootstrapResource",
                    "'" + bootstrapResource + "' cannot be used (" + e.getMessage() + ")",
                    "put a ruleset saved from /sdk/v1/snapshot on the class path, or leave it out");
        }
    }
}
