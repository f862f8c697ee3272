package dev.banyan.server.guard.rail;

import java.util.List;

/** @param version 0 while nobody has set anything, and the suggested guardrails hold */
public record GuardrailSet(long version, List<Guardrail> guardrails) {
    public static final GuardrailSet SUGGESTED = new GuardrailSet(0, Guardrail.DEFAULTS);

    public GuardrailSet {
        guardrails = List.copyOf(guardrails);
    }
}
