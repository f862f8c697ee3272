package dev.banyan.server.flag;

import java.util.List;

public record SegmentView(
        String key, String attribute, List<String> included, List<ConditionSpec> conditions, long version) {}
