package dev.banyan.server.web.traffic;

import io.soabase.recordbuilder.core.RecordBuilder;

/**
 * Lines in one drawing, ready to be drawn. New is solid, legacy dashed, so that no colour is needed to tell them apart.
 *
 * @param top what the upper edge stands for
 * @param newLine empty where the figure has no sides, as is the next
 * @param bothLine what concerns both sides as one; empty where the figure has sides
 * @param empty nothing was measured in all of the span
 */
@RecordBuilder
public record Plot(String title, String top, String newLine, String legacyLine, String bothLine, boolean empty) {}
