package dev.banyan.sdk.internal.report;

import dev.banyan.sdk.internal.kit.Faults;
import dev.banyan.sdk.internal.kit.Log;
import dev.banyan.sdk.internal.kit.Platform;
import dev.banyan.sdk.internal.kit.Signal;
import dev.banyan.sdk.internal.kit.TransportFault;
import java.io.IOException;

/** The thread that reports: what was applied first, what the instance is and outcomes after it. Never ends before the client does. */
public final class Sender implements Runnable {
    private static final long ASK_AGAIN_MILLIS = 250;

    private final AppliedReports applied;
    private final InstanceReports instance;
    private final TelemetryReports telemetry;
    private final Signal signal;
    private final Platform platform;
    private final Faults faults;
    private volatile long closeNanos;

    public Sender(
            AppliedReports applied,
            InstanceReports instance,
            TelemetryReports telemetry,
            Signal signal,
            Platform platform,
            Faults faults) {
        this.applied = applied;
        this.instance = instance;
        this.telemetry = telemetry;
        this.signal = signal;
        this.platform = platform;
        this.faults = faults;
    }

    @Override
    public void run() {
        while (!signal.closed()) {
            long untilReports = attempt(() -> applied.sendDue(Integer.MAX_VALUE));
            long untilOutcomes = attempt(() -> telemetry.sendDue(Integer.MAX_VALUE));
            long untilInstance = attempt(() -> instance.sendDue(Integer.MAX_VALUE));
            signal.await(Math.min(Math.min(untilReports, untilInstance), untilOutcomes));
        }
        attempt(this::sendRest);
    }

    /** Ends the thread once it has tried, until the given time, to send what is left. */
    public void closeBy(long endNanos) {
        closeNanos = endNanos;
        signal.close();
    }

    private long sendRest() throws IOException {
        long left = Math.max(1, (closeNanos - platform.nanoTime()) / 1_000_000);
        applied.sendNow((int) left);
        instance.sendNow((int) left);
        telemetry.sendRest(closeNanos);
        return 0;
    }

    private long attempt(Exchange exchange) {
        try {
            return exchange.attempt();
        } catch (IOException | RuntimeException | Error e) {
            faults.transport(Log.Topic.REPORT, "A report did not reach the control plane", TransportFault.of(e));
            // Each kind of report keeps the time of its next attempt; asking again soon tells it.
            return ASK_AGAIN_MILLIS;
        }
    }

    private interface Exchange {
        long attempt() throws IOException;
    }
}
