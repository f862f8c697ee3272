package dev.banyan.server.flag;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.environment.EnvironmentScope;
import java.util.List;

/** What was stopped together with routes, and goes on together with them: their plans, of which another slice knows. */
public interface GoesAlong {
    /**
     * Called before the environment is locked, in the same transaction: whoever drives plans takes the locks in that order, too.
     *
     * @param routes those that are about to go on
     */
    Held hold(EnvironmentScope scope, List<String> routes);

    /** What waits for the routes. */
    interface Held {
        /** The routes go on. Refuses nothing: what cannot go along stays where it is, and says why. */
        void goOn(Actor actor, String reason);
    }
}
