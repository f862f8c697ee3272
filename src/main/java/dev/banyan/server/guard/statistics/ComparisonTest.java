package dev.banyan.server.guard.statistics;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;

/**
 * New against legacy in the same interval, however unequal the two samples are. Immutable.
 *
 * <p>Evidence of harm: per look the conditional e-variable of the 2 x 2 {@link Table} for each of the {@link Harms}, multiplied in a
 * {@link Mixture} over harms and start times. Nothing is assumed of the common rate. Evidence of health: {@link Bet}.
 *
 * @param all what was seen in all
 * @param open looks that are gathered into one, because there is little traffic
 * @param openLooks how many those are
 * @param legacy what share is bad on the legacy side lately, without the open looks
 */
@RecordBuilder
public record ComparisonTest(
        Aim aim, Interval all, Interval open, int openLooks, Rate legacy, Stakes evidence, Difference difference) {
    /** So many looks are gathered at most. */
    private static final int MOST_LOOKS = 60;
    /** A look is complete with this part of the legacy calls that usually come with so many new ones. */
    private static final double USUAL = 0.5;

    public static ComparisonTest start(Aim aim) {
        return ComparisonTestBuilder.builder()
                .aim(aim)
                .all(Interval.NOTHING)
                .open(Interval.NOTHING)
                .openLooks(0)
                .legacy(Rate.UNKNOWN)
                .evidence(Stakes.none(Harms.from(aim).length))
                .difference(Difference.UNKNOWN)
                .build();
    }

    public ComparisonTest add(Interval look) {
        Interval gathered = open.plus(look);
        ComparisonTest next = ComparisonTestBuilder.builder(this)
                .all(all.plus(look))
                .open(gathered)
                .openLooks(openLooks + 1)
                .build();
        return next.complete() ? next.judged() : next;
    }

    public Finding finding() {
        return evidence.finding(
                aim,
                share(all.legacyBad(), all.legacyCalls()),
                share(all.newBad(), all.newCalls()),
                difference,
                all.newCalls(),
                growth());
    }

    /** Decided by numbers of calls alone: when to look must not depend on what one sees. */
    private boolean complete() {
        if (openLooks >= MOST_LOOKS) {
            return true;
        }
        double usual = (double) all.legacyCalls() / all.newCalls() * open.newCalls();
        return open.newCalls() > 0 && open.legacyCalls() >= Math.max(1, USUAL * usual);
    }

    private ComparisonTest judged() {
        Stakes next = evidence;
        if (open.legacyCalls() > 0 && open.newCalls() > 0) {
            Table table = Table.of(open);
            next = next.ofHealth(bet(open.legacyCalls(), open.newCalls()).logE(open));
            if (table.uncertainty() > 0) {
                next = next.ofHarm(Math.min(1, table.uncertainty()), factors(table));
            }
        }
        return ComparisonTestBuilder.builder()
                .aim(aim)
                .all(all)
                .open(Interval.NOTHING)
                .openLooks(0)
                .legacy(legacy.plus(open.legacyCalls(), open.legacyBad()))
                .evidence(next)
                .difference(difference.plus(open, legacy.share()))
                .build();
    }

    private double[] factors(Table table) {
        double[] harms = Harms.from(aim);
        double[] logFactors = new double[harms.length];
        Arrays.setAll(logFactors, i -> table.logE(oddsRatio(table, harms[i])));
        return logFactors;
    }

    /** Of a harm on top of the legacy share, or of the share that this very look had in common if all went bad at once. */
    private double oddsRatio(Table table, double harm) {
        double without = (table.bad()
                        - 2 * Math.sqrt(table.bad())
                        - harm * table.counts().newCalls())
                / table.calls();
        double share = Math.max(legacy.share(), without);
        return (1 + harm * (1 - share) / share) / (1 - harm);
    }

    private Bet bet(double legacyCalls, double newCalls) {
        return Bet.against(aim.harm(), legacy.share(), legacyCalls, newCalls);
    }

    /** Per request on new, by what was seen so far. */
    private double growth() {
        if (all.newCalls() == 0 || all.legacyCalls() == 0) {
            return 0;
        }
        double legacyCalls = (double) all.legacyCalls() / all.newCalls();
        double legacyShare = share(all.legacyBad(), all.legacyCalls());
        double newShare = share(all.newBad(), all.newCalls());
        return bet(legacyCalls, 1).growth(legacyCalls, legacyShare, 1, newShare);
    }

    private static double share(long bad, long calls) {
        return calls == 0 ? 0 : (double) bad / calls;
    }
}
