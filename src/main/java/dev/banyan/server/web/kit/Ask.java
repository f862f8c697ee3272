package dev.banyan.server.web.kit;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A button that says what will happen before it is pressed: the first press unfolds the words, the second one does it. It asks the server for
 * nothing, so that it works at once and whatever is broken.
 *
 * @param id of its element
 * @param lines what will happen, the most important first
 * @param button what is pressed then
 */
@RecordBuilder
public record Ask(String id, String label, String icon, List<String> lines, String button, String action, String csrf) {

    /** @param moved what becomes of those whom new answers now */
    public static Ask isolate(String id, RouteAddress address, String moved, Permit permit) {
        return AskBuilder.builder()
                .id(id)
                .label("Isolate")
                .icon("isolate")
                .lines(
                        List.of(
                                "No call reaches the new side of " + address.key() + " any more. " + moved,
                                "It misses every write from then on, and needs a backfill before it can come back. A rollback does not."))
                .button("Isolate " + address.key())
                .action(address.isolate())
                .csrf(permit.csrf())
                .build();
    }

    public static Ask rollBackAll(EnvironmentAddress address, List<String> lines, Permit permit) {
        return AskBuilder.builder()
                .id("ask-roll-back-all")
                .label("Roll back all routes")
                .icon("rollback")
                .lines(lines)
                .button("Roll back all routes now")
                .action(address.rollback())
                .csrf(permit.csrf())
                .build();
    }
}
