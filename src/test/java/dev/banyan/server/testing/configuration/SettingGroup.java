package dev.banyan.server.testing.configuration;

import java.util.List;

/**
 * The settings of one {@code @ConfigMapping}.
 *
 * @param meaning what they are for, in Markdown; empty if nobody has written it
 */
public record SettingGroup(String prefix, String meaning, List<Setting> settings) {}
