package dev.banyan.sdk.internal.kit;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.UnreadRoute;
import java.util.Map;

/** Where everything that goes wrong is counted, logged within limits, and kept for the status. Thread-safe. */
public final class Faults {
    private final Tally tally;
    private final Log log;
    private volatile String lastProblem;

    public Faults(Tally tally, Log log) {
        this.tally = tally;
        this.log = log;
    }

    /** An exchange with the control plane failed. */
    public void transport(Log.Topic topic, String what, TransportFault fault) {
        tally.transportFaults.increment();
        tell(topic, what + " (" + fault.getMessage() + ")");
    }

    /** The last-known-good file or a ledger could not be used. */
    public void cache(String what, Throwable thrown) {
        tally.cacheFaults.increment();
        tell(Log.Topic.FILE, what + " (" + thrown + ")");
    }

    /** A second write failed; {@code missingOn} is null where either side may lack it. The message may be nobody else's business. */
    public void secondWriteFailed(String route, Side missingOn, Throwable why) {
        String lacking = missingOn == null ? "one side lacks it" : missingOn.key() + " lacks it";
        String cause =
                why == null ? "" : " (" + ErrorKinds.cause(why).getClass().getName() + ")";
        log.warn(
                Log.Topic.SECOND_WRITE,
                "A second write of route " + route + " failed" + cause + ", so that " + lacking
                        + "; a listener's secondWriteFailed gets the exception");
    }

    /** The application's handler threw; the record stays in the ledger. */
    public void repairFailed(String route, Exception why) {
        log.warn(
                Log.Topic.REPAIR,
                "Repairing a second write of route " + route + " failed ("
                        + why.getClass().getName() + "), it stays in the ledger");
    }

    /** A second write failed and cannot be kept for reconciling. */
    public void secondWriteLost(String route, String why) {
        tally.lostSecondWrites.increment();
        log.warn(
                Log.Topic.SECOND_WRITE_LOST,
                "A failed second write of route " + route + " is not in the ledger: " + why);
    }

    /** A ruleset was not applied. */
    public void refused(String reason) {
        tally.refusedRulesets.increment();
        tell(Log.Topic.RULESET, "Refused a ruleset, the one in force stays: " + reason);
    }

    /** Some of a ruleset is not understood, so this release is older than the server. The first of it is told. */
    public void unread(Ruleset ruleset) {
        String advice = "; update the SDK: ";
        for (Map.Entry<String, String> field : ruleset.unreadHead().entrySet()) {
            log.warn(Log.Topic.UNREAD, "Does not understand \"" + field.getKey() + "\"" + advice + field.getValue());
            return;
        }
        for (UnreadRoute route : ruleset.unread()) {
            String more = ruleset.unread().size() == 1
                    ? ""
                    : " and " + (ruleset.unread().size() - 1) + " more";
            String instead = route.keepsRules()
                    ? "the rules of revision " + route.keptRevision() + " stay in force"
                    : "its declared default holds";
            log.warn(
                    Log.Topic.UNREAD,
                    "Does not understand route " + route.key() + more + " of revision " + ruleset.revision() + ", so "
                            + instead + ", rollbacks aside" + advice + route.reason());
            return;
        }
    }

    /** A pin came in a form that nobody can read. */
    public void pinMalformed() {
        tally.malformedPins.increment();
    }

    /** A pin was well-formed and still not to be trusted. */
    public void pinRefused(String reason) {
        tally.refusedPins.increment();
        log.warn(Log.Topic.PIN, "Ignored the pins of a request: " + reason);
    }

    /** A local override that cannot be understood. */
    public void override(String problem) {
        tell(Log.Topic.OVERRIDE, "A local override cannot be used: " + problem);
    }

    /** A listener threw. */
    public void listener(Throwable thrown) {
        tally.listenerFailures.increment();
        log.warn(Log.Topic.LISTENER, "A listener threw " + thrown);
    }

    /** A listener is so slow that an event was dropped. */
    public void listenerTooSlow() {
        tally.listenerFailures.increment();
        log.warn(Log.Topic.LISTENER, "A listener is too slow, events are dropped");
    }

    /** Something that the client itself promised not to do; it goes on all the same. */
    public void internal(String where, Throwable thrown) {
        tell(Log.Topic.INTERNAL, "An error of the client itself in " + where + " (" + thrown + "), going on");
    }

    /** The control plane has confirmed the ruleset in force: all is well again. */
    public void overcome() {
        lastProblem = null;
    }

    public String lastProblem() {
        return lastProblem;
    }

    private void tell(Log.Topic topic, String message) {
        lastProblem = message;
        log.warn(topic, message);
    }
}
