package dev.banyan.sdk.internal.report;

import dev.banyan.sdk.Backlog;
import dev.banyan.sdk.internal.connection.Backoff;
import dev.banyan.sdk.internal.connection.ControlPlane;
import dev.banyan.sdk.internal.kit.JsonText;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Settings;
import dev.banyan.sdk.internal.kit.TransportFault;
import dev.banyan.sdk.internal.ledger.Ledger;
import dev.banyan.sdk.internal.route.RouteState;
import dev.banyan.sdk.internal.route.RouteStates;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Tells the server what this instance is: the routes that its code asks for and from where, and what holds in it alone. Always the
 * whole of it, so that a report that was lost is made good by the next; at most one a second, and only after a change or a new
 * connection. Changes are noted by any thread, reports are sent by the sender's thread.
 */
public final class InstanceReports {
    private static final String PATH = "/sdk/v1/instance";
    private static final long SPACING_MILLIS = 1_000;
    /** Below the server's limits, which refuse a report as a whole: of what is beyond, it is better to hear nothing than of none. */
    static final int MOST_ROUTES = 4_000;

    static final int MOST_BACKLOGS = 800;
    private static final int MOST_CHARACTERS = 500_000;

    private static final int MOST_REASONS = 5;
    private static final int MOST_REASON_CHARACTERS = 200;

    private final ControlPlane controlPlane;
    private final RouteStates routes;
    private final Ledger ledger;
    private final String instance;
    private final Platform platform;
    private final Backoff backoff;
    private volatile boolean changed;
    private long dueNanos;

    public InstanceReports(ControlPlane controlPlane, RouteStates routes, Ledger ledger, Settings settings) {
        this.controlPlane = controlPlane;
        this.routes = routes;
        this.ledger = ledger;
        this.instance = settings.identity().instance();
        this.platform = settings.platform();
        this.backoff = new Backoff(platform, settings.timings().slowRetry());
        this.dueNanos = platform.nanoTime();
    }

    public void changed() {
        changed = true;
    }

    /** Sends a report if one is due; returns the milliseconds until one may be. */
    long sendDue(int mostMillis) throws IOException {
        if (!changed) {
            return Long.MAX_VALUE;
        }
        long left = (dueNanos - platform.nanoTime()) / 1_000_000;
        if (left > 0) {
            return left;
        }
        try {
            sendNow(mostMillis);
            backoff.reset();
            due(SPACING_MILLIS);
            return Long.MAX_VALUE;
        } catch (IOException | RuntimeException e) {
            due(Math.max(SPACING_MILLIS, backoff.next(TransportFault.of(e))));
            throw e;
        }
    }

    /** Sends what has changed, due or not. */
    void sendNow(int mostMillis) throws IOException {
        if (!changed) {
            return;
        }
        // Before the state is read: what changes from here on is told by the next report.
        changed = false;
        try {
            controlPlane.report(PATH, json(), mostMillis);
        } catch (TransportFault e) {
            changed |= !e.rejectsContent();
            throw e;
        } catch (IOException | RuntimeException e) {
            changed = true;
            throw e;
        }
    }

    /** The report as it would be sent now. */
    byte[] json() {
        JsonText json = new JsonText().raw("{\"instance\":").string(instance).raw(",\"routes\":[");
        int told = 0;
        for (RouteState route : routes.all()) {
            if (told < MOST_ROUTES && json.length() < MOST_CHARACTERS) {
                route.describe(json.raw(told++ == 0 ? "" : ","));
            }
        }
        json.raw("],\"backlogs\":[");
        told = 0;
        for (Map.Entry<String, List<Backlog>> file : ledger.backlogs().entrySet()) {
            for (Backlog backlog : file.getValue()) {
                if (told < MOST_BACKLOGS && json.length() < 2 * MOST_CHARACTERS) {
                    describe(json.raw(told++ == 0 ? "" : ","), file.getKey(), backlog);
                }
            }
        }
        return json.raw("]}").utf8();
    }

    private static void describe(JsonText json, String ledger, Backlog backlog) {
        json.raw("{\"ledger\":").string(ledger).raw(",\"route\":").string(backlog.route());
        backlog.side().ifPresent(side -> json.raw(",\"side\":").string(side.key()));
        json.raw(",\"entries\":").raw(backlog.entries()).raw(",\"lost\":").raw(backlog.lost());
        backlog.oldest().ifPresent(at -> json.raw(",\"oldest\":").string(at.toString()));
        json.raw(",\"reasons\":{");
        int told = 0;
        for (Map.Entry<String, Integer> reason : backlog.reasons().entrySet()) {
            if (told < MOST_REASONS) {
                String name = reason.getKey();
                json.raw(told++ == 0 ? "" : ",")
                        .string(name.substring(0, Math.min(name.length(), MOST_REASON_CHARACTERS)));
                json.raw(":").raw(reason.getValue());
            }
        }
        json.raw("}}");
    }

    private void due(long millis) {
        dueNanos = platform.nanoTime() + millis * 1_000_000;
    }
}
