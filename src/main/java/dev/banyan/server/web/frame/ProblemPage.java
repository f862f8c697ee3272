package dev.banyan.server.web.frame;

import dev.banyan.server.web.kit.Layout;

/**
 * The page instead of a page: not found, not allowed, or broken.
 *
 * @param id what to quote when asking for help, or null
 */
public record ProblemPage(Layout layout, int status, String title, String detail, String remedy, String id) {}
