package dev.banyan.server.environment;

/**
 * What a change does to one route or segment.
 *
 * @param before its state before the change, as JSON in the words of the slice that owns it; null when it is new
 * @param after its state after the change; null when it is gone
 * @param body what SDKs get to see from now on, as JSON on one line; null when it is gone
 */
public record Piece(Section section, String key, String before, String after, String body) {}
