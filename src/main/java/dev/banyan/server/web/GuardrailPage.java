package dev.banyan.server.web;

/** All that the page of a route's guardrails shows. */
public record GuardrailPage(Layout layout, GuardrailBoard board, GuardrailForm form) {}
