package dev.banyan.server.health;

import java.time.Instant;
import java.util.List;

/**
 * What a route did lately.
 *
 * @param total the whole time added up
 * @param steps one for each step, oldest first, steps without calls included
 * @param missingKeys decisions that needed a bucketing key and found none
 * @param newest when the newest batch arrived; null when none did
 */
public record RouteHealth(
        String route, int stepSeconds, OutcomeSpan total, List<OutcomeSpan> steps, long missingKeys, Instant newest) {}
