package dev.banyan.evaluation;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a request does with the legacy and the new implementation. The constants are in the order of a migration, so the
 * lower of two stages is the one nearer to the legacy system.
 */
public enum Stage {
    /** Only legacy is read and written. */
    OFF(Side.LEGACY, Use.LEGACY, Use.LEGACY),
    /** Legacy is read; writes go to legacy, then to new. */
    DUALWRITE(Side.LEGACY, Use.LEGACY, Use.BOTH),
    /** Both are read, legacy answers; writes go to legacy, then to new. */
    SHADOW(Side.LEGACY, Use.BOTH, Use.BOTH),
    /** Both are read, new answers; writes go to new, then to legacy. */
    LIVE(Side.NEW, Use.BOTH, Use.BOTH),
    /** New is read; writes go to new, then to legacy, so that a way back stays open. */
    RAMPDOWN(Side.NEW, Use.NEW, Use.BOTH),
    /** Only new is read and written. */
    COMPLETE(Side.NEW, Use.NEW, Use.NEW);

    private final String key = name().toLowerCase(Locale.ROOT);
    private final Side side;
    private final Use reads;
    private final Use writes;

    Stage(Side side, Use reads, Use writes) {
        this.side = side;
        this.reads = reads;
        this.writes = writes;
    }

    /**
     * The stage with that key.
     *
     * @param key a key as on the wire, e.g. {@code shadow}; case matters
     * @throws IllegalArgumentException when there is no such stage; the message names the allowed keys
     */
    public static Stage parse(String key) {
        for (Stage stage : values()) {
            if (stage.key.equals(key)) {
                return stage;
            }
        }
        throw Unknown.key("stage", key, Arrays.stream(values()).map(Stage::key));
    }

    /** The name used on the wire and in configuration, in lower case. */
    public String key() {
        return key;
    }

    /** The authoritative side: whose result the caller gets, and which is written first. */
    public Side side() {
        return side;
    }

    /** Whether a read asks the legacy implementation. */
    public boolean readsLegacy() {
        return reads != Use.NEW;
    }

    /** Whether a read asks the new implementation. */
    public boolean readsNew() {
        return reads != Use.LEGACY;
    }

    /** Whether a write reaches the legacy implementation. */
    public boolean writesLegacy() {
        return writes != Use.NEW;
    }

    /** Whether a write reaches the new implementation. */
    public boolean writesNew() {
        return writes != Use.LEGACY;
    }

    /**
     * The lower of two stages, the one nearer to the legacy system.
     *
     * @param cap the highest stage that is allowed; null for no cap
     */
    public Stage cappedAt(Stage cap) {
        return cap == null || compareTo(cap) <= 0 ? this : cap;
    }

    private enum Use {
        LEGACY,
        NEW,
        BOTH
    }
}
