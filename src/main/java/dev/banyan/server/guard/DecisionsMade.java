package dev.banyan.server.guard;

/** There is something to carry out; of use after the commit only. */
record DecisionsMade() {}
