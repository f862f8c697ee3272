package dev.banyan.server.web;

/** All that the page of a route's plan shows. */
public record PlanPage(Layout layout, PlanBoard board, PlanForm form) {}
