package dev.banyan.server.environment;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What a change does to one route or segment, or to how pins are signed.
 *
 * @param before its state before the change, as JSON in the words of the slice that owns it; null when it is new
 * @param after its state after the change; null when it is gone
 * @param body what SDKs get to see from now on, as JSON on one line; null when it is gone
 * @param words what changed, for people; empty when before and after say it all
 */
@RecordBuilder
public record Piece(Section section, String key, String before, String after, String body, List<String> words) {

    public Piece(Section section, String key, String before, String after, String body) {
        this(section, key, before, after, body, List.of());
    }
}
