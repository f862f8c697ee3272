package dev.banyan.server.guard.statistics;

import java.util.Arrays;

/**
 * Requests that both sides served, in shadow and live. Immutable.
 *
 * <p>Only pairs of which one side was bad tell anything of harm; if neither side is worse, each of them is as likely to accuse the one as the
 * other (McNemar 1947). Evidence of harm: Wald's likelihood ratio of these coins, in a {@link Mixture}. Evidence of health: a bet of
 * {@code 1 - stake (x - harm)} on each pair, x being 1, -1 or 0 (Waudby-Smith and Ramdas, <i>Estimating means of bounded random variables by
 * betting</i>, 2024).
 *
 * @param all what was seen in all
 * @param legacy what share of the pairs was bad on the legacy side only, lately
 */
public record PairedTest(Aim aim, Pairs all, Rate legacy, Stakes evidence, Difference difference) {
    private static final int HALVINGS = 40;

    public static PairedTest start(Aim aim) {
        return new PairedTest(
                aim, Pairs.NOTHING, Rate.UNKNOWN, Stakes.none(Harms.from(aim).length), Difference.UNKNOWN);
    }

    public PairedTest add(Pairs look) {
        if (look.pairs() == 0) {
            return this;
        }
        long uneven = look.onlyLegacyBad() + look.onlyNewBad();
        Stakes next = evidence.ofHealth(Bet.heldBack(logWon(stake(), look)));
        if (uneven > 0) {
            next = next.ofHarm(Math.min(1, uneven / 4.0), factors(look));
        }
        return new PairedTest(
                aim, all.plus(look), legacy.plus(look.pairs(), look.onlyLegacyBad()), next, difference.plus(look));
    }

    /** The shares are those of the pairs in which one side alone was bad. */
    public Finding finding() {
        double pairs = Math.max(1, all.pairs());
        double growth = all.pairs() == 0 ? 0 : logWon(stake(), all) / pairs;
        return evidence.finding(
                aim, all.onlyLegacyBad() / pairs, all.onlyNewBad() / pairs, difference, all.pairs(), growth);
    }

    private double[] factors(Pairs look) {
        double[] harms = Harms.from(aim);
        double[] logFactors = new double[harms.length];
        Arrays.setAll(logFactors, i -> {
            double accused = accused(look, harms[i]);
            return look.onlyNewBad() * Math.log(2 * accused) + look.onlyLegacyBad() * Math.log(2 * (1 - accused));
        });
        return logFactors;
    }

    /** How often an uneven pair accuses the new side; it may depend on how many uneven pairs there are. */
    private double accused(Pairs look, double harm) {
        double uneven = look.onlyLegacyBad() + look.onlyNewBad();
        double without = (uneven - 2 * Math.sqrt(uneven) - harm * look.pairs()) / look.pairs() / 2;
        double share = Math.max(legacy.share(), without);
        return (harm + share) / (harm + 2 * share);
    }

    /** What grows fastest if both sides are as often alone in being bad as the legacy side was. */
    private double stake() {
        double share = Math.min(legacy.share(), 0.49);
        double low = 0;
        double high = 1 / (1 - aim.harm());
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (slope(middle, share) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double slope(double stake, double share) {
        double harm = aim.harm();
        return share * (harm - 1) / (1 + stake * (harm - 1))
                + share * (harm + 1) / (1 + stake * (harm + 1))
                + (1 - 2 * share) * harm / (1 + stake * harm);
    }

    private double logWon(double stake, Pairs look) {
        double harm = aim.harm();
        return look.onlyNewBad() * Math.log1p(stake * (harm - 1))
                + look.onlyLegacyBad() * Math.log1p(stake * (harm + 1))
                + (look.pairs() - look.onlyNewBad() - look.onlyLegacyBad()) * Math.log1p(stake * harm);
    }
}
