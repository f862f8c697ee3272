package dev.banyan.sdk.internal.report;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Operation;
import dev.banyan.sdk.internal.compare.Comparisons;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.route.OutcomeCell;
import dev.banyan.sdk.internal.route.Outcomes;
import dev.banyan.sdk.internal.route.RouteOutcomes;
import dev.banyan.sdk.internal.route.RouteState;
import dev.banyan.sdk.internal.route.RouteStates;
import java.time.Instant;
import java.util.Iterator;

/**
 * Cuts batches off the running counts. A round visits every route once; a round with more than {@link #MOST_ROWS} rows
 * or much text becomes several batches. Used by the sender's thread only.
 */
final class BatchCutter {
    static final int MOST_ROWS = 500;
    /** Ends a batch once it has so much text, far below the server's limit on bodies. */
    static final int MOST_CHARACTERS = 500_000;

    private final Outcomes outcomes;
    private final RouteStates routes;
    private final String instance;
    private final Platform platform;
    private Iterator<RouteState> round;
    private long sequence;
    private long startNanos;
    private long startMillis;
    private JsonText rows;
    private JsonText missing;
    private JsonText comparisons;
    private JsonText ofRoutes;
    private int rowCount;
    private int comparisonCount;
    private boolean hasMissing;
    private boolean begun;
    private long calls;

    BatchCutter(Outcomes outcomes, RouteStates routes, Settings settings) {
        this.outcomes = outcomes;
        this.routes = routes;
        this.instance = settings.identity().instance();
        this.platform = settings.platform();
        // From the clock, so that a restarted process with a fixed instance name does not repeat its numbers.
        this.sequence = platform.wallMillis();
        startWindow();
    }

    /** Whether the round that was begun has routes left. */
    boolean inRound() {
        return round != null && round.hasNext();
    }

    /** The next batch of the round, or null when there is nothing to tell; the first one tells even that. */
    Batch cut() {
        if (!inRound()) {
            round = routes.all().iterator();
        }
        rows = new JsonText();
        missing = new JsonText();
        comparisons = new JsonText();
        ofRoutes = new JsonText();
        rowCount = 0;
        comparisonCount = 0;
        hasMissing = false;
        calls = 0;
        while (hasRoom() && round.hasNext()) {
            add(round.next());
        }
        long dropped = outcomes.drainDropped();
        Batch batch = begun && isEmpty() && dropped == 0 ? null : new Batch(json(dropped), calls, platform.nanoTime());
        begun = true;
        if (!inRound()) {
            startWindow();
        }
        return batch;
    }

    private boolean isEmpty() {
        return rowCount == 0 && comparisonCount == 0 && !hasMissing && ofRoutes.length() == 0;
    }

    private boolean hasRoom() {
        return rowCount + comparisonCount < MOST_ROWS
                && rows.length() + missing.length() + comparisons.length() + ofRoutes.length() < MOST_CHARACTERS;
    }

    private void add(RouteState state) {
        Comparisons compared = state.comparisonsIfAny();
        comparisonCount += compared == null ? 0 : compared.drain(state.key(), comparisons);
        RouteOutcomes route = state.outcomes();
        route.drain((stage, side, operation, drained) -> addRow(route.route(), stage, side, operation, drained));
        route.drainMissingKeys(count -> {
            missing.raw(hasMissing ? "," : "").string(route.route()).raw(":").raw(count);
            hasMissing = true;
        });
        addCounts(state, route);
    }

    private void addCounts(RouteState state, RouteOutcomes route) {
        JsonText counts = new JsonText();
        long openings = state.drainOpenings();
        counts.raw(openings == 0 ? "" : ",\"openings\":" + openings);
        if (route.drainCounts(counts) || openings > 0) {
            ofRoutes.raw(ofRoutes.length() == 0 ? "{" : ",{").raw("\"route\":").string(route.route());
            ofRoutes.raw(counts.text()).raw("}");
        }
    }

    private void addRow(String route, Stage stage, Side side, Operation operation, OutcomeCell.Drained drained) {
        if (drained.calls == 0) {
            return;
        }
        rows.raw(rowCount == 0 ? "{" : ",{").raw("\"route\":").string(route);
        rows.raw(",\"stage\":").string(stage.key()).raw(",\"side\":").string(side.key());
        rows.raw(",\"operation\":").string(operation.key());
        rows.raw(",\"calls\":").raw(drained.calls).raw(",\"errors\":").raw(drained.errors);
        rows.raw(",\"latency\":[").raw(drained.latency.toString()).raw("]");
        rows.raw(drained.kinds.length() == 0 ? "}" : ",\"kinds\":{" + drained.kinds.text() + "}}");
        rowCount++;
        calls += drained.calls;
    }

    private byte[] json(long dropped) {
        sequence++;
        long millis = Math.max(0, (platform.nanoTime() - startNanos) / 1_000_000);
        JsonText json = new JsonText().raw("{\"instance\":").string(instance);
        json.raw(",\"sequence\":").raw(sequence);
        json.raw(",\"start\":").string(Instant.ofEpochMilli(startMillis).toString());
        json.raw(",\"millis\":").raw(millis);
        json.raw(",\"outcomes\":[").raw(rows.text());
        if (comparisonCount > 0) {
            json.raw("],\"comparisons\":[").raw(comparisons.text());
        }
        if (ofRoutes.length() > 0) {
            json.raw("],\"routes\":[").raw(ofRoutes.text());
        }
        json.raw("],\"missingKeys\":{").raw(missing.text());
        return json.raw("},\"dropped\":").raw(dropped).raw("}").utf8();
    }

    private void startWindow() {
        startNanos = platform.nanoTime();
        startMillis = platform.wallMillis();
    }
}
