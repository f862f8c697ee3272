package dev.banyan.server.web.frame;

import dev.banyan.server.web.kit.Layout;
import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * The page instead of a page: not found, not allowed, or broken.
 *
 * @param id what to quote when asking for help, or null
 */
@RecordBuilder
public record ProblemPage(Layout layout, int status, String title, String detail, String remedy, String id) {}
