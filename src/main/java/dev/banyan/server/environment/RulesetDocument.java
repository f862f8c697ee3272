package dev.banyan.server.environment;

import dev.banyan.wire.RulesetText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One revision of an environment's ruleset in its parts: the same on every replica. Remembers what was removed lately, so that it can tell what
 * has changed since an older revision. Immutable.
 */
public final class RulesetDocument {
    /** Of routes and segments together; then the oldest are forgotten, and with them the deltas that would need them. */
    static final int MOST_REMOVALS = 10_000;

    private final RulesetHead head;
    /** By key, in the order of the keys, which are ASCII: so it is the bytewise order too. Removed parts are among them. */
    private final Map<String, RulesetPart> segments;

    private final Map<String, RulesetPart> routes;
    private final long oldestKnown;

    private RulesetDocument(
            RulesetHead head, Map<String, RulesetPart> segments, Map<String, RulesetPart> routes, long oldestKnown) {
        this.head = head;
        this.segments = segments;
        this.routes = routes;
        this.oldestKnown = oldestKnown;
    }

    public static RulesetDocument of(RulesetUpdate whole) {
        return new RulesetDocument(whole.head(), Map.of(), Map.of(), whole.removalsFrom()).merged(whole);
    }

    /** For a disk, secrets included. */
    public byte[] saved() {
        return RulesetJson.write(new RulesetUpdate(head, -1, oldestKnown, parts().toList(), size()))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What {@link #saved} saved.
     *
     * @throws java.io.UncheckedIOException when it was another release, which saved it in another form
     */
    public static RulesetDocument restored(byte[] saved) {
        return of(RulesetJson.readExactly(new String(saved, StandardCharsets.UTF_8), RulesetUpdate.class));
    }

    /** This document brought up to date; empty if the update does not lead on from here, and only a whole one will help. */
    public Optional<RulesetDocument> with(RulesetUpdate update) {
        RulesetHead next = update.head();
        boolean leadsOn = !update.isWhole()
                && next.epoch().equals(head.epoch())
                && update.from() <= head.revision()
                && next.revision() >= head.revision();
        return leadsOn ? Optional.of(merged(update)).filter(it -> it.size() == update.published()) : Optional.empty();
    }

    public RulesetHead head() {
        return head;
    }

    /** The whole text with this head. */
    public byte[] compose(String headText) {
        return RulesetText.compose(headText, bodies(segments), bodies(routes));
    }

    /** What was changed or removed after a revision, segments first; empty when that is not known any more, or never was. */
    public Optional<List<RulesetPart>> since(long revision) {
        if (revision < oldestKnown || revision > head.revision()) {
            return Optional.empty();
        }
        return Optional.of(parts().filter(part -> part.revision() > revision).toList());
    }

    private int size() {
        return (int) parts().filter(part -> !part.isRemoved()).count();
    }

    private Stream<RulesetPart> parts() {
        return Stream.concat(segments.values().stream(), routes.values().stream());
    }

    private RulesetDocument merged(RulesetUpdate update) {
        Map<String, RulesetPart> nextSegments = new TreeMap<>(segments);
        Map<String, RulesetPart> nextRoutes = new TreeMap<>(routes);
        update.parts()
                .forEach(part -> of(part.section(), nextSegments, nextRoutes).put(part.key(), part));
        long known = forgetRemovals(nextSegments, nextRoutes);
        return new RulesetDocument(update.head(), nextSegments, nextRoutes, Math.max(oldestKnown, known));
    }

    /** @return the revision before which removals are not known any more, 0 when none had to be forgotten */
    private static long forgetRemovals(Map<String, RulesetPart> segments, Map<String, RulesetPart> routes) {
        List<RulesetPart> removed = new ArrayList<>();
        Stream.of(segments, routes)
                .flatMap(parts -> parts.values().stream())
                .filter(RulesetPart::isRemoved)
                .forEach(removed::add);
        int tooMany = removed.size() - MOST_REMOVALS;
        if (tooMany <= 0) {
            return 0;
        }
        removed.sort(Comparator.comparing(RulesetPart::revision));
        removed.subList(0, tooMany)
                .forEach(part -> of(part.section(), segments, routes).remove(part.key()));
        return removed.get(tooMany - 1).revision();
    }

    private static Map<String, RulesetPart> of(
            Section section, Map<String, RulesetPart> segments, Map<String, RulesetPart> routes) {
        return section == Section.SEGMENT ? segments : routes;
    }

    private static Iterable<String> bodies(Map<String, RulesetPart> parts) {
        return () -> parts.values().stream()
                .filter(part -> !part.isRemoved())
                .map(RulesetPart::body)
                .iterator();
    }
}
