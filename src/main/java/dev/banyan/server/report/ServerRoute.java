package dev.banyan.server.report;

import dev.banyan.evaluation.RouteKind;

/**
 * A route as the server has it.
 *
 * @param newAnswers whether new answers anybody at the moment
 */
record ServerRoute(String key, RouteKind kind, boolean newAnswers) {}
