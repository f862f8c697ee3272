package dev.banyan.server.retirement;

import dev.banyan.server.flag.state.Missing;
import dev.banyan.server.health.inbox.InstanceCalls;
import dev.banyan.server.health.reading.LongUse;
import dev.banyan.server.report.ConnectedBuild;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a route at one moment, by the database's clock.
 *
 * @param completeSince null when not everybody is at the last stage
 * @param use counted over the days that legacy has to be silent
 * @param builds connected now, whether they ask for the route or not
 * @param asking builds that have asked for the route, connected or not
 */
@RecordBuilder
record RetirementFacts(
        Instant now,
        Instant completeSince,
        LongUse.OfRoute use,
        List<ConnectedBuild> builds,
        List<AskingBuild> asking,
        List<InstanceCalls.OnLegacy> onLegacy,
        Missing missingOnLegacy,
        Missing missingOnNew) {}
