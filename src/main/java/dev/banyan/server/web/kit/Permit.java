package dev.banyan.server.web.kit;

/**
 * What the viewer may do here. A page does not offer what would be refused.
 *
 * @param csrf the token that every form carries
 */
public record Permit(String csrf, boolean change, boolean rollBack) {}
