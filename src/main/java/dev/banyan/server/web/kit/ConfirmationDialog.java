package dev.banyan.server.web.kit;

import dev.banyan.server.problem.Problem;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * The second, deliberate step of whatever leads forward with one press: what it will lead to, in words, and what it has to be told.
 *
 * @param asksBackfill whether the sender has to give their word that new has been given what it missed
 * @param refusal why the last press was not taken, or null
 */
public record ConfirmationDialog(
        Target target, PreviewView preview, Typed typed, boolean asksBackfill, RefusedField refusal) {

    /**
     * What is pressed.
     *
     * @param back the page that it leads back to
     * @param version what the reader is looking at: of the flag, or the revision of the environment
     * @param revision of the past to restore; null for a resume
     * @param reasonNeeded whether the environment is protected
     */
    @RecordBuilder
    public record Target(
            String title, String action, String back, String csrf, long version, Long revision, boolean reasonNeeded) {}

    /** What was entered. */
    public record Typed(String reason, boolean backfilled) {
        public static final Typed NOTHING = new Typed("", false);

        public Typed {
            reason = reason == null ? "" : reason;
        }
    }

    /** @param obstacle what would refuse it now, whatever is entered; null for nothing */
    public static ConfirmationDialog of(
            Target target, PreviewView preview, Typed typed, boolean asksBackfill, Problem obstacle, Problem refused) {
        boolean saidAlready =
                refused == null || obstacle != null && obstacle.slug().equals(refused.slug());
        return new ConfirmationDialog(
                target,
                obstacle == null ? preview : PreviewView.refused(obstacle),
                typed,
                asksBackfill,
                saidAlready ? null : refusal(refused));
    }

    private static RefusedField refusal(Problem refused) {
        if (RefusedField.asksToConfirm(refused)) {
            return RefusedField.toConfirm();
        }
        return refused.status() == 412
                ? new RefusedField(
                        "",
                        "It has changed since you looked.",
                        "Read what it leads to now, then press again if you still want it.")
                : new RefusedField(
                        refused.field().orElse(""),
                        refused.getMessage(),
                        refused.remedy().orElse(""));
    }

    public boolean ready() {
        return preview.ready();
    }

    public boolean reasonNeeded() {
        return target.reasonNeeded() || preview.asksWhy();
    }

    public boolean wrongReason() {
        return refusal != null && refusal.field().equals("reason");
    }

    public boolean refused() {
        return refusal != null && !wrongReason();
    }
}
