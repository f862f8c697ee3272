package dev.banyan.server.health.reading;

import java.util.List;

/**
 * What all routes of an environment did together over a span of time, without events.
 *
 * @param total the whole time added up
 * @param steps one for each step, oldest first, steps without calls included
 */
public record EnvironmentHealth(int stepSeconds, OutcomeSpan total, List<OutcomeSpan> steps) {

    static EnvironmentHealth of(RouteHealth all) {
        return new EnvironmentHealth(all.stepSeconds(), all.total(), all.steps());
    }
}
