package dev.banyan.server.guard.statistics;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * What a test has found so far.
 *
 * @param verdict what follows from it
 * @param evidenceOfHarm e-value: 1 at the beginning; harmful from 1/alpha on. How many times the stake one would hold who bet on harm
 * @param evidenceOfHealth e-value against a harm as large as matters; healthy from 1/{@link Aim#HEALTH_ERROR} on
 * @param legacyShare share of bad requests on the legacy side, or the budget where there is no legacy side
 * @param newShare share of bad requests on the new side
 * @param low least difference of the shares, new less legacy, on average since the test began
 * @param high largest difference; both ends hold at all times together with a probability of 95 %
 * @param calls requests on new, or pairs
 * @param stillNeeded about how many more of them until "healthy", if it goes on as it went; 0 when healthy, -1 when nobody can say
 */
@RecordBuilder
public record Finding(
        Verdict verdict,
        double evidenceOfHarm,
        double evidenceOfHealth,
        double legacyShare,
        double newShare,
        double low,
        double high,
        long calls,
        long stillNeeded) {}
