package dev.banyan.bench.delivery.swarm;

/** What came of looking at the whole of what was sent, with the SDK's own reader. */
final class Checks {
    private int passed;
    private int failed;
    private String lastReason = "";

    boolean passes(Checked checked, EventParser event) {
        try {
            checked.take(event);
            passed++;
            return true;
        } catch (RuntimeException wrong) {
            failed++;
            lastReason = String.valueOf(wrong.getMessage());
            return false;
        }
    }

    int passed() {
        return passed;
    }

    int failed() {
        return failed;
    }

    String lastReason() {
        return lastReason;
    }
}
