package dev.banyan.server.web;

import java.util.List;

/**
 * Second writes of a route that failed and were not made up for.
 *
 * @param oldest null when no ledger said
 */
public record BacklogView(long entries, long lost, Moment oldest, List<Ledger> ledgers, Permit permit) {

    static final BacklogView NONE = new BacklogView(0, 0, null, List.of(), new Permit("", false, false));

    /**
     * The file of one service that keeps them.
     *
     * @param reasons why they failed, the most frequent first
     * @param discard where to discard it
     */
    public record Ledger(
            String name, String service, String host, long entries, String reasons, Moment reported, String discard) {

        public String count() {
            return Figures.count(entries, "write", "writes");
        }

        public String shortName() {
            return name.length() > 20 ? name.substring(0, 8) + "…" : name;
        }
    }

    public boolean none() {
        return entries == 0;
    }

    public String headline() {
        return Figures.count(entries, "second write is", "second writes are") + " still missing on the new side";
    }

    public String lostText() {
        return lost == 0
                ? null
                : Figures.count(lost, "more write", "more writes")
                        + " could not even be kept, because a ledger was full: new needs a backfill for them.";
    }
}
