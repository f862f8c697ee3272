package dev.banyan.server.plan.rules;

import dev.banyan.server.guard.statistics.Verdict;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * What is known of the plan's routes at one moment; of several routes the worst of each.
 *
 * @param callsOnNew requests on the new side since the step was taken
 * @param newestData null when there are none
 * @param blindSince when the first came of what the guard has not looked at; null while it sees
 * @param rolledBack now, or at any time since the plan moved last
 * @param movedBy who else has moved a route since the plan did, or null
 */
@RecordBuilder
public record PlanEvidence(
        Verdict guard,
        String guardWords,
        long callsOnNew,
        Instant newestData,
        boolean bothDegraded,
        Instant blindSince,
        boolean rolledBack,
        String movedBy) {}
