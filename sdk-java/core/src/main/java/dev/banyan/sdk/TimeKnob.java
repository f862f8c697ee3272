package dev.banyan.sdk;

import java.time.Duration;

/** The builder's knobs that are times: their names, defaults and bounds, and why they are bounded. */
enum TimeKnob {
    CONNECT("connectTimeout", 3_000, 100, 30_000, "a connection takes a moment, and nobody waits for ever"),
    READ("readTimeout", 15_000, 6_000, 20_000, "heartbeats come every 5 s"),
    POLL("pollInterval", 10_000, 1_000, 600_000, "the control plane serves many"),
    FLUSH("flushInterval", 1_000, 500, 60_000, "the control plane serves many"),
    SLOW_RETRY("slowRetry", 120_000, 30_000, 1_800_000, "haste does not mend a refused key"),
    CLOSE("closeTimeout", 2_000, 0, 30_000, "a shutdown must come to an end");

    private final String knob;
    private final Duration preset;
    private final Duration floor;
    private final Duration ceiling;
    private final String why;

    TimeKnob(String knob, long preset, long floor, long ceiling, String why) {
        this.knob = knob;
        this.preset = Duration.ofMillis(preset);
        this.floor = Duration.ofMillis(floor);
        this.ceiling = Duration.ofMillis(ceiling);
        this.why = why;
    }

    /** The value used when none is given. */
    Duration preset() {
        return preset;
    }

    /** The value, if it is within the bounds. */
    Duration checked(Duration value) {
        if (value == null || value.compareTo(floor) < 0 || value.compareTo(ceiling) > 0) {
            String range = floor.toMillis() + " to " + ceiling.toMillis() + " ms";
            throw Knobs.refuse(knob, "is " + value, "set it to " + range + " (" + why + ")");
        }
        return value;
    }
}
