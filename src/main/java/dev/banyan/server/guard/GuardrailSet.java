package dev.banyan.server.guard;

import java.util.List;

/** @param version 0 while nobody has set anything, and the suggested guardrails hold */
record GuardrailSet(long version, List<Guardrail> guardrails) {
    static final GuardrailSet SUGGESTED = new GuardrailSet(0, Guardrail.DEFAULTS);

    GuardrailSet {
        guardrails = List.copyOf(guardrails);
    }
}
