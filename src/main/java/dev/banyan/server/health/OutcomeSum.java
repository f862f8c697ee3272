package dev.banyan.server.health;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up batches by route and second. Not thread-safe. */
final class OutcomeSum {
    /** Where figures belong; in this order, so that nobody who writes them can lock another one out. */
    record Place(long environmentId, String route, Instant at) {
        static final Comparator<Place> ORDER = Comparator.comparingLong(Place::environmentId)
                .thenComparing(Place::route)
                .thenComparing(Place::at);
    }

    private final Map<Place, RouteFigures> seconds = new TreeMap<>(Place.ORDER);

    /** Each second of the window gets its share. */
    void add(long environmentId, Window window, Map<String, RouteFigures> byRoute) {
        window.spread((second, share) ->
                byRoute.forEach((route, whole) -> add(new Place(environmentId, route, second), whole.share(share))));
    }

    private void add(Place place, RouteFigures figures) {
        if (!figures.isEmpty()) {
            seconds.merge(place, figures, RouteFigures::plus);
        }
    }

    boolean isEmpty() {
        return seconds.isEmpty();
    }

    /** What falls to each second, minute or hour, as far as that is kept. */
    Map<Place, RouteFigures> by(Grain grain, Instant now) {
        Map<Place, RouteFigures> sums = new TreeMap<>(Place.ORDER);
        seconds.forEach((place, figures) -> {
            Instant start = grain.start(place.at());
            if (grain.keeps(start, now)) {
                sums.merge(new Place(place.environmentId(), place.route(), start), figures, RouteFigures::plus);
            }
        });
        return sums;
    }

    List<OutcomeBlock> blocks() {
        return seconds.entrySet().stream()
                .map(entry -> block(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static OutcomeBlock block(Place place, RouteFigures figures) {
        return new OutcomeBlock(
                place.environmentId(),
                place.route(),
                place.at(),
                place.at().plus(Grain.SECOND.length()),
                figures.cells(),
                figures.pairs(),
                figures.compared(),
                figures.mismatched(),
                figures.breakerOpenings(),
                figures.events());
    }
}
