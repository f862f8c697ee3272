package dev.banyan.server.web.flag;

import dev.banyan.evaluation.Stage;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.StageWords;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * A rollback that holds.
 *
 * @param cap the stage beyond which nobody is
 * @param isolation whether it was ordered to stop every call to the new side, which leaves that side without writes
 * @param scopeName the name of what was rolled back when it is more than the route: "production"
 * @param actor who pressed, or null when it is not known
 * @param resume where to send the order to lift it
 * @param comingDown how far it has come while it is under way, or null
 */
@RecordBuilder
public record RollbackView(
        Stage cap,
        boolean isolation,
        Scope scope,
        String scopeName,
        String actor,
        Moment at,
        String resume,
        ComingDown comingDown) {

    /** @param done percent of the way that is published */
    public record ComingDown(int seconds, int done) {}

    public boolean underWay() {
        return comingDown != null;
    }

    /** How much a rollback covers. */
    public enum Scope {
        ROUTE,
        MIGRATION,
        ENVIRONMENT
    }

    public boolean ofRoute() {
        return scope == Scope.ROUTE;
    }

    /** What is brought back by pressing: never less than what was rolled back. */
    public String resumeLabel() {
        return switch (scope) {
            case ROUTE -> "Resume";
            case MIGRATION -> "Resume migration";
            case ENVIRONMENT -> "Resume all routes";
        };
    }

    public String sentence() {
        String what = switch (scope) {
            case ROUTE -> "this route";
            case MIGRATION -> "the migration " + scopeName;
            case ENVIRONMENT -> "the whole environment " + scopeName;
        };
        if (underWay()) {
            return (actor == null ? "" : actor + " pressed; ") + "it returns over " + comingDown.seconds() + " s, "
                    + comingDown.done() + Shares.PERCENT + " of the way is done. Began";
        }
        return actor == null
                ? Character.toUpperCase(what.charAt(0)) + what.substring(1) + " was rolled back"
                : actor + " rolled back " + what;
    }

    public String capLabel() {
        return StageWords.label(cap);
    }

    public String capMeaning() {
        return StageWords.meaning(cap);
    }

    /** Who rolled back, when and why, for whoever is about to lift it; {@code reason} may be null. */
    public String told(String reason) {
        String who = actor == null ? "" : " by " + actor;
        return "Rolled back " + at.ago() + who + (reason == null ? "." : ": " + reason);
    }
}
