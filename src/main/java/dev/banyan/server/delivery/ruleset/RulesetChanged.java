package dev.banyan.server.delivery.ruleset;

/** Fired on every replica when the newest ruleset of an environment has changed in its memory. */
public record RulesetChanged(LiveRuleset ruleset) {}
