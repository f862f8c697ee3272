package dev.banyan.server.web.route;

import dev.banyan.server.environment.RollbackMode;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.kit.ActionNotice;

/** What somebody is told who has put a route back. */
final class RollbackNotice {
    private RollbackNotice() {}

    /** @param flag as it stands after the press */
    static ActionNotice of(RollbackMode mode, FlagPanel flag) {
        String route = flag.head().key();
        if (mode == RollbackMode.ISOLATE) {
            return ActionNotice.done("Isolated.", "No call of " + route + " reaches the new side.");
        }
        return flag.returning()
                ? ActionNotice.done(
                        "Rolling back.",
                        route + " returns to legacy over "
                                + flag.rollback().comingDown().seconds()
                                + " s. If that is too slow, press Now, at once.")
                : ActionNotice.done("Rolled back.", "Legacy answers everyone on " + route + ".");
    }
}
