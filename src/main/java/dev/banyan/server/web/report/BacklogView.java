package dev.banyan.server.web.report;

import dev.banyan.evaluation.Side;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.flag.state.Missing;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * Second writes of a route that failed and were not made up for.
 *
 * @param sides those that lack some, legacy first
 */
public record BacklogView(List<OfSide> sides, Permit permit) {

    static final BacklogView NONE = new BacklogView(List.of(), new Permit("", false, false));

    /**
     * What one side lacks.
     *
     * @param oldest null when no ledger said
     */
    public record OfSide(Side side, long entries, long lost, Moment oldest, List<Ledger> ledgers) {

        public String key() {
            return side.key();
        }

        public boolean onLegacy() {
            return side == Side.LEGACY;
        }

        public String headline() {
            return Figures.count(entries == 0 ? lost : entries, "second write is", "second writes are")
                    + " still missing on " + name(side);
        }

        public String lostText() {
            if (lost == 0) {
                return null;
            }
            String which = entries == 0 ? "They" : Figures.count(lost, "more write", "more writes");
            return which + " could not even be kept, because a ledger was full or the record had no name: "
                    + (onLegacy() ? "legacy" : "new") + " needs a backfill for them.";
        }
    }

    /**
     * The file of one service that keeps them.
     *
     * @param reasons why they failed, the most frequent first
     * @param discard where to discard it
     */
    @RecordBuilder
    public record Ledger(
            String name,
            String service,
            String host,
            long entries,
            long lost,
            String reasons,
            Moment reported,
            String discard) {

        public String count() {
            return entries == 0
                    ? Figures.count(lost, "lost write", "lost writes")
                    : Figures.count(entries, "write", "writes");
        }

        /** What is given up with the ledger. */
        public String all() {
            return Figures.count(entries + lost, "write", "writes");
        }

        public String shortName() {
            return name.length() > 20 ? name.substring(0, 8) + "…" : name;
        }
    }

    public boolean none() {
        return sides.isEmpty();
    }

    /** For a line in a list: "12 writes missing on legacy, 3 on the new side"; null when nothing is. */
    static String mark(Missing onLegacy, Missing onNew) {
        if (onLegacy.count() == 0 && onNew.count() == 0) {
            return null;
        }
        if (onLegacy.count() == 0) {
            return mark(onNew, Side.NEW);
        }
        return mark(onLegacy, Side.LEGACY)
                + (onNew.count() == 0 ? "" : ", " + Figures.count(onNew.count()) + " on " + name(Side.NEW));
    }

    private static String mark(Missing missing, Side side) {
        return Figures.count(missing.count(), "write", "writes") + " missing on " + name(side);
    }

    private static String name(Side side) {
        return side == Side.LEGACY ? "legacy" : "the new side";
    }
}
