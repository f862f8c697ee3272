package dev.banyan.server.delivery;

/** Fired on every replica when the newest ruleset of an environment has changed in its memory. */
public record RulesetChanged(LiveRuleset ruleset) {}
