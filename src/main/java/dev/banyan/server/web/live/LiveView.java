package dev.banyan.server.web.live;

import dev.banyan.server.access.people.Viewer;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What a page asks for that stays open; a resource returns it, and is done.
 *
 * @param csrf the viewer's own token, put in where the markup has {@link LivePiece#CSRF}
 * @param place whose changes matter: the number of an environment, or anything else that has none
 * @param over when there is nothing more to show; the page comes back and asks for something else
 */
public record LiveView(Viewer viewer, String csrf, Object place, List<LiveSubject> subjects, BooleanSupplier over) {

    public LiveView(Viewer viewer, String csrf, Object place, List<LiveSubject> subjects) {
        this(viewer, csrf, place, subjects, () -> false);
    }
}
