package dev.banyan.server.ofrep;

import java.util.List;
import java.util.Map;

/** The answer to a bulk evaluation: every flag of the environment. */
record BulkAnswer(List<FlagAnswer> flags, Map<String, Object> metadata) {}
