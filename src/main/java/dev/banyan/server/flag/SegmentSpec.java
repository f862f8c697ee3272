package dev.banyan.server.flag;

import java.util.List;

/** A segment as SDKs get to see it. The order of the fields is the order on the wire. */
record SegmentSpec(String key, String attribute, List<String> included, List<ConditionSpec> conditions) {}
