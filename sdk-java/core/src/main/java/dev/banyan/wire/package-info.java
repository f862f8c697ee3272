/**
 * The form in which rulesets and measurements travel between server and SDK. Reading is strict and total: bytes become a whole
 * ruleset or a {@link dev.banyan.wire.RulesetException} that says where and why. All types are stateless or immutable.
 */
package dev.banyan.wire;
