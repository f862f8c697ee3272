package dev.banyan.server.plan.rules;

/** A plan as others refer to it: by its number, and what people call it. */
public record PlanName(long id, String name) {}
