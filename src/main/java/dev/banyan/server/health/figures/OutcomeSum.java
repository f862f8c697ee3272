package dev.banyan.server.health.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up batches by route and second. Not thread-safe. */
public final class OutcomeSum {
    /** Where figures belong; in this order, so that nobody who writes them can lock another one out. */
    public record Place(long environmentId, String route, Instant at) {
        static final Comparator<Place> ORDER = Comparator.comparingLong(Place::environmentId)
                .thenComparing(Place::route)
                .thenComparing(Place::at);
    }

    /** @param since when the earliest of the windows began that these figures are from */
    private record Gathered(Instant since, RouteFigures figures) {
        Gathered plus(Gathered more) {
            return new Gathered(since.isBefore(more.since) ? since : more.since, figures.plus(more.figures));
        }
    }

    /** Places of one batch: a service that was away for ten minutes shows in each second of thirty routes, or every fifteenth of 500. */
    private static final int MOST_OF_A_BATCH = 20_000;

    private final Map<Place, Gathered> seconds = new TreeMap<>(Place.ORDER);

    /** Each second of the window gets its share; of a long one with many routes, fewer seconds do. */
    public void add(long environmentId, Window window, Map<String, RouteFigures> byRoute) {
        int most = Math.max(1, MOST_OF_A_BATCH / Math.max(1, byRoute.size()));
        window.spread(
                most,
                (second, share) -> byRoute.forEach((route, whole) -> add(
                        new Place(environmentId, route, second), new Gathered(window.begin(), whole.share(share)))));
    }

    private void add(Place place, Gathered part) {
        if (!part.figures().isEmpty()) {
            seconds.merge(place, part, Gathered::plus);
        }
    }

    public boolean isEmpty() {
        return seconds.isEmpty();
    }

    /** How many places it knows: a second of a route each. */
    public int size() {
        return seconds.size();
    }

    /** What falls to each second, minute, hour or day, as far as that is kept. */
    public Map<Place, RouteFigures> by(Resolution grain, Duration kept, Instant now) {
        Map<Place, RouteFigures> sums = new TreeMap<>(Place.ORDER);
        seconds.forEach((place, gathered) -> {
            Instant start = grain.start(place.at());
            if (start.isAfter(now.minus(kept))) {
                sums.merge(
                        new Place(place.environmentId(), place.route(), start), gathered.figures(), RouteFigures::plus);
            }
        });
        return sums;
    }

    /** The same of all routes of an environment together; of no route in particular. */
    public static Map<Place, RouteFigures> together(Map<Place, RouteFigures> sums) {
        Map<Place, RouteFigures> together = new TreeMap<>(Place.ORDER);
        sums.forEach((place, figures) -> together.merge(
                new Place(place.environmentId(), "", place.at()), figures.withoutEvents(), RouteFigures::plus));
        return together;
    }

    public List<OutcomeBlock> blocks() {
        return seconds.entrySet().stream()
                .map(entry -> block(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static OutcomeBlock block(Place place, Gathered gathered) {
        RouteFigures figures = gathered.figures();
        return OutcomeBlockBuilder.builder()
                .environmentId(place.environmentId())
                .route(place.route())
                .from(place.at())
                .to(place.at().plus(Resolution.SECOND.length()))
                .since(gathered.since())
                .cells(figures.cells())
                .pairs(figures.pairs())
                .compared(figures.compared())
                .mismatched(figures.mismatched())
                .learning(figures.learning())
                .breakerOpenings(figures.breakerOpenings())
                .events(figures.events())
                .build();
    }
}
