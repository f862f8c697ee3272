package dev.banyan.server.web.plan;

import dev.banyan.server.web.flag.RouteHead;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.FieldRefusal;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Permit;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The form in which routes are put together that move as one. Texts and ticks are as the user left them.
 *
 * @param template what is chosen: a template, or {@code own}
 * @param search what the list of routes is narrowed to
 * @param refused why there is no plan where no field is to blame, or null
 * @param nameRefused what is wrong with the name, or null
 * @param routesRefused why these routes cannot move together, or null
 */
@RecordBuilder
public record GroupForm(
        Layout layout,
        EnvironmentAddress address,
        Permit permit,
        String name,
        String template,
        String search,
        List<Choice> choices,
        List<Pace> paces,
        FieldRefusal refused,
        FieldRefusal nameRefused,
        FieldRefusal routesRefused) {

    /**
     * A route that can be ticked.
     *
     * @param kind "6 stages"
     * @param place where it stands, in a sentence
     * @param plan the plan that moves it already, or null
     * @param movable whether anything is left to move, and nothing holds it back
     * @param found whether it is what is searched for
     */
    @RecordBuilder
    public record Choice(
            RouteHead head, String kind, String place, Taken plan, boolean movable, boolean ticked, boolean found) {

        /** What a search looks at. */
        public String searchText() {
            return head.searchText() + " " + kind;
        }

        /** A route that is ticked and cannot be taken is shown with its tick, so that it can be taken away. */
        public boolean locked() {
            return (plan != null || !movable) && !ticked;
        }
    }

    public record Taken(String name, String page) {}

    /** How fast it goes: a template, or steps of one's own. */
    public record Pace(String key, String label, String words, boolean chosen) {}

    public boolean nothingFound() {
        return choices.stream().noneMatch(Choice::found);
    }

    /** Whether there is nothing that could be chosen. */
    public boolean noRoutes() {
        return choices.isEmpty();
    }
}
