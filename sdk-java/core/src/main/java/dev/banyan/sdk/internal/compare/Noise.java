package dev.banyan.sdk.internal.compare;

import dev.banyan.evaluation.ShadowSettings;
import java.util.HashMap;
import java.util.Map;

/**
 * Paths that differ between two calls of the same side, as a random number or the current time do. A path is noise from the
 * control call that showed it until {@link #MEMORY} control calls in a row have not. At most {@link #MOST} paths are kept, the
 * first ones. Not thread-safe.
 */
final class Noise {
    static final int MEMORY = 200;
    static final int MOST = 100;

    /** When each path was last seen, as a number of control calls. */
    private final Map<String, Long> lastSeen = new HashMap<>();

    private long controls;

    void learn(Iterable<Difference> ofOneControl) {
        controls++;
        for (Difference difference : ofOneControl) {
            if (lastSeen.size() < MOST || lastSeen.containsKey(difference.path())) {
                lastSeen.put(difference.path(), controls);
            }
        }
        lastSeen.values().removeIf(last -> controls - last >= MEMORY);
    }

    boolean isKnown() {
        return controls >= ShadowSettings.CONTROLS_TO_LEARN;
    }

    boolean has(String path) {
        return lastSeen.containsKey(path);
    }
}
