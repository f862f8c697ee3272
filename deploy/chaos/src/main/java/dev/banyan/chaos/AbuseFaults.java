package dev.banyan.chaos;

import java.util.List;

/** What one caller does to all others. */
final class AbuseFaults {

    private AbuseFaults() {}

    static List<Fault> all() {
        return List.of(UnreadPages.fault(), PoisonFault.fault(), InventedInstances.fault());
    }
}
