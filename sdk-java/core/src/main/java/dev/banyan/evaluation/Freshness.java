package dev.banyan.evaluation;

/** Whether rules are as new as their user asks for. */
enum Freshness {
    FRESH,
    STALE
}
