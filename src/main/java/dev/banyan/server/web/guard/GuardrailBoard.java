package dev.banyan.server.web.guard;

import java.util.List;

/**
 * What watches a route.
 *
 * @param suggested whether it is what Banyan suggests
 */
public record GuardrailBoard(String summary, boolean suggested, List<Rail> rails) {

    /**
     * @param follows what happens when it is breached: "Rolls back"
     * @param words what it looks for
     */
    public record Rail(String title, String follows, String icon, String words) {}
}
