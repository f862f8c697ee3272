package dev.banyan.server.notification;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;

/** A decision that becomes a notice; its source is told once, however often it comes. */
@RecordBuilder
record AnnouncedDecision(
        String project, String environment, Kind kind, String source, List<String> routes, String words, Instant at) {}
