package dev.banyan.server.flag.protocol;

import dev.banyan.evaluation.RouteKind;
import java.util.Map;

/**
 * How large a run of the model is, and where its numbers lie.
 *
 * @param budgets how often something may happen; what is not named may not
 */
record Bounds(RouteKind kind, int instances, int keys, Map<Budget, Integer> budgets) {
    private static final int FIELDS_OF_INSTANCE = 8;
    private static final int FIELDS_OF_WRITE = 4;

    int of(Budget budget) {
        return budgets.getOrDefault(budget, 0);
    }

    int history() {
        return 3 + Budget.values().length;
    }

    int instance(int index) {
        return history() + of(Budget.MOVES) + 1 + index * FIELDS_OF_INSTANCE;
    }

    int stores() {
        return instance(instances);
    }

    int ledgers() {
        return stores() + 2 * keys;
    }

    int write(int number) {
        return ledgers() + keys + (number - 1) * FIELDS_OF_WRITE;
    }

    int size() {
        return write(of(Budget.WRITES) + 1);
    }
}
