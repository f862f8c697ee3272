package dev.banyan.server.web.kit;

import java.util.List;

/**
 * A button that says what will happen before it is pressed: the first press unfolds the words, the second one does it. It asks the server for
 * nothing, so that it works at once and whatever is broken.
 *
 * @param id of its element
 * @param lines what will happen, the most important first
 * @param button what is pressed then
 */
public record Ask(String id, String label, String icon, List<String> lines, String button, String action, String csrf) {

    /** @param moved what becomes of those whom new answers now */
    public static Ask isolate(String id, RouteAddress address, String moved, Permit permit) {
        return new Ask(
                id,
                "Isolate",
                "isolate",
                List.of(
                        "No call reaches the new side of " + address.key() + " any more. " + moved,
                        "It misses every write from then on, and needs a backfill before it can come back. A rollback does not."),
                "Isolate " + address.key(),
                address.isolate(),
                permit.csrf());
    }

    public static Ask rollBackAll(EnvironmentAddress address, List<String> lines, Permit permit) {
        return new Ask(
                "ask-roll-back-all",
                "Roll back all routes",
                "rollback",
                lines,
                "Roll back all routes now",
                address.rollback(),
                permit.csrf());
    }
}
