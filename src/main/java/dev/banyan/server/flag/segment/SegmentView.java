package dev.banyan.server.flag.segment;

import dev.banyan.server.flag.state.ConditionSpec;
import java.util.List;

public record SegmentView(
        String key, String attribute, List<String> included, List<ConditionSpec> conditions, long version) {}
