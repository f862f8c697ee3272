package dev.banyan.demo.shop;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.sdk.Operation;
import java.util.Optional;

/**
 * Which sides a request touches at a stage.
 *
 * <pre>
 * stage       reads    returns   writes, in order
 * off         legacy   legacy    legacy
 * dualwrite   legacy   legacy    legacy, new
 * shadow      both     legacy    legacy, new
 * live        both     new       new, legacy
 * rampdown    new      new       new, legacy
 * complete    new      new       new
 * </pre>
 */
final class StageTable {

    /**
     * @param answers the side whose result the caller gets; a write goes there first
     * @param also the side that is read for comparison, or written to after the first write succeeded
     */
    record Plan(Side answers, Optional<Side> also) {}

    private StageTable() {}

    static Plan plan(Stage stage, Operation operation) {
        boolean both = operation == Operation.READ
                ? stage.readsLegacy() && stage.readsNew()
                : stage.writesLegacy() && stage.writesNew();
        return new Plan(stage.side(), both ? Optional.of(otherThan(stage.side())) : Optional.empty());
    }

    private static Side otherThan(Side side) {
        return side == Side.LEGACY ? Side.NEW : Side.LEGACY;
    }
}
