/**
 * The state of every route in every environment: who is at which stage, whether that is safe, and the way back. The rules are plain
 * objects ({@link dev.banyan.server.flag.state.FlagState}, {@link dev.banyan.server.flag.state.SafetyCheck},
 * {@link dev.banyan.server.flag.state.RollbackSafety}); {@link dev.banyan.server.flag.Flags} is the transaction around them.
 */
package dev.banyan.server.flag;
