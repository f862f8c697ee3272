package dev.banyan.sdk.internal.compare;

import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.sdk.internal.kit.StripedCounters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the comparisons of one route have come to since they were last drained, and which of its paths are noise. Bounded and
 * thread-safe: single counts are lock-free, so that a caller can count a drop; what belongs together is counted under a lock
 * that is never held while anything of the application runs.
 */
public final class Comparisons {
    static final int MOST_PATHS = 48;
    /** Per route, in one batch. */
    public static final int MOST_SAMPLES = 5;
    /** Stands for all paths beyond the bound; one per stage. */
    static final String OTHER = "other";

    private static final String[] COUNTS = {
        "compared", "mismatched", "failed", "dropped", "late", "controls", "learning"
    };
    private static final int COMPARED = 0;
    private static final int MISMATCHED = 1;
    private static final int FAILED = 2;
    private static final int DROPPED = 3;
    private static final int LATE = 4;
    private static final int CONTROLS = 5;
    private static final int LEARNING = 6;
    /** In millionths: more of them at first, so that what always differs is known soon; never so many that they are a burden. */
    static final int CONTROL_WHILE_LEARNING = 250_000;
    /** The stages that read both sides, which are the only ones. */
    private static final Stage[] STAGES = {Stage.SHADOW, Stage.LIVE};

    private final StripedCounters counts = new StripedCounters(STAGES.length * COUNTS.length);
    private final Noise noise = new Noise();
    private final List<Map<String, long[]>> paths = new ArrayList<>();
    private final List<List<String>> samples = new ArrayList<>();
    private volatile int sampleCount;
    private volatile boolean knowsNoise;

    public Comparisons() {
        forget();
    }

    /** Only one of the two sides has thrown. */
    public void failed(Stage stage) {
        counts.increment(slot(stage, FAILED));
    }

    /** A shadow read was due and not done. */
    public void dropped(Stage stage) {
        counts.increment(slot(stage, DROPPED));
    }

    /** Both sides have answered what cannot be compared; the place says why. */
    public synchronized void refused(Stage stage, Difference why) {
        dropped(stage);
        place(stage, why)[0]++;
    }

    /** A shadow read had not come to its end at its deadline. */
    public void late(Stage stage) {
        counts.increment(slot(stage, LATE));
    }

    /** Whether there is room for a sample, so that making its text is worth while. */
    public boolean wantsSamples() {
        return sampleCount < MOST_SAMPLES;
    }

    /**
     * How many of the comparisons need a control call, in millionths.
     *
     * @param wanted what the server wants of them; never more than 0 when that is 0
     */
    public int controlShare(int wanted) {
        return wanted == 0 || knowsNoise ? wanted : Math.max(wanted, CONTROL_WHILE_LEARNING);
    }

    /** Two calls of the same side were compared: what differs is noise. */
    public synchronized void controlled(Stage stage, List<Difference> differences) {
        counts.increment(slot(stage, CONTROLS));
        noise.learn(differences);
        knowsNoise = noise.isKnown();
        differences.forEach(difference -> place(stage, difference)[1]++);
    }

    /**
     * A call of each side was compared.
     *
     * @param controlled whether there are control calls, so that it counts as made while learning until noise is known; one with a
     *     fault counts at once, since that is never noise
     */
    public synchronized void compared(Stage stage, List<Difference> differences, boolean controlled, long wallMillis) {
        boolean learning = controlled && !knowsNoise && differences.stream().noneMatch(Difference::isFault);
        counts.increment(slot(stage, learning ? LEARNING : COMPARED));
        boolean mismatched = false;
        for (Difference difference : differences) {
            boolean isNoise = noise.has(difference.path());
            mismatched |= !isNoise;
            // Noise is in every comparison: its samples would leave no room for those of what somebody looks for.
            if (place(stage, difference)[0]++ == 0 && !isNoise && sampleCount < MOST_SAMPLES) {
                samples.get(index(stage)).add(sample(difference, wallMillis));
                sampleCount++;
            }
        }
        if (mismatched && !learning) {
            counts.increment(slot(stage, MISMATCHED));
        }
    }

    /** Writes an object for each stage with counts, with commas before all but the first of the text; returns how many. */
    public synchronized int drain(String route, JsonText json) {
        int rows = 0;
        for (Stage stage : STAGES) {
            String figures = figures(stage);
            if (!figures.isEmpty()) {
                json.raw(json.length() == 0 ? "{" : ",{").raw("\"route\":").string(route);
                json.raw(",\"stage\":")
                        .string(stage.key())
                        .raw(",\"operation\":\"read\"")
                        .raw(figures);
                json.raw(",\"paths\":[").raw(paths(stage)).raw("],\"samples\":[");
                json.raw(String.join(",", samples.get(index(stage)))).raw("]}");
                rows++;
            }
        }
        forget();
        return rows;
    }

    private void forget() {
        paths.clear();
        samples.clear();
        for (int i = 0; i < STAGES.length; i++) {
            paths.add(new LinkedHashMap<>());
            samples.add(new ArrayList<>());
        }
        sampleCount = 0;
    }

    /** The counts of a path and kind: in comparisons, in control calls. */
    private long[] place(Stage stage, Difference difference) {
        Map<String, long[]> ofStage = paths.get(index(stage));
        String place = difference.place(new JsonText()).text();
        boolean full = paths.get(0).size() + paths.get(1).size() >= MOST_PATHS;
        if (full && !ofStage.containsKey(place)) {
            place = "\"path\":\"" + OTHER + "\",\"kind\":\"" + Difference.CHANGED + '"';
        }
        return ofStage.computeIfAbsent(place, first -> new long[2]);
    }

    private static String sample(Difference difference, long wallMillis) {
        JsonText json = new JsonText()
                .raw("{\"at\":")
                .string(Instant.ofEpochMilli(wallMillis).toString());
        difference.values(difference.place(json.raw(",")).raw(","));
        return json.raw(",\"noise\":false}").text();
    }

    /** Empty when all are zero. */
    private String figures(Stage stage) {
        JsonText json = new JsonText();
        long all = 0;
        for (int i = 0; i < COUNTS.length; i++) {
            long count = counts.drain(slot(stage, i));
            all += count;
            json.raw(",\"").raw(COUNTS[i]).raw("\":").raw(count);
        }
        return all == 0 ? "" : json.text();
    }

    private String paths(Stage stage) {
        JsonText json = new JsonText();
        paths.get(index(stage)).forEach((place, counted) -> {
            json.raw(json.length() == 0 ? "{" : ",{")
                    .raw(place)
                    .raw(",\"count\":")
                    .raw(counted[0]);
            json.raw(",\"control\":").raw(counted[1]).raw("}");
        });
        return json.text();
    }

    private static int slot(Stage stage, int count) {
        return index(stage) * COUNTS.length + count;
    }

    private static int index(Stage stage) {
        return stage == STAGES[0] ? 0 : 1;
    }
}
