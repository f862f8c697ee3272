package dev.banyan.server.flag.segment;

import dev.banyan.server.flag.state.ConditionSpec;
import java.util.List;

/** A segment as SDKs get to see it. The order of the fields is the order on the wire. */
public record SegmentSpec(String key, String attribute, List<String> included, List<ConditionSpec> conditions) {}
