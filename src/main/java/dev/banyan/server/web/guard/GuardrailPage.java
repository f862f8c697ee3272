package dev.banyan.server.web.guard;

import dev.banyan.server.web.kit.Layout;

/** All that the page of a route's guardrails shows. */
public record GuardrailPage(Layout layout, GuardrailBoard board, GuardrailForm form) {}
