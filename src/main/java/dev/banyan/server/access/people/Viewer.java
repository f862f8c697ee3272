package dev.banyan.server.access.people;

/**
 * Somebody before an open page of a project, as they were when it opened.
 *
 * @param session what their session is known by; never the token itself
 */
public record Viewer(String session, String username, String project, Role role) {}
