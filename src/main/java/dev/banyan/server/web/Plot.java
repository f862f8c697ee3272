package dev.banyan.server.web;

/**
 * Two lines in one drawing, ready to be drawn. New is solid, legacy dashed, so that no colour is needed to tell them apart.
 *
 * @param top what the upper edge stands for
 * @param empty nothing was measured in all of the span
 */
public record Plot(String title, String top, String newLine, String legacyLine, boolean empty) {}
