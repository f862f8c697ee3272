package dev.banyan.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which emergencies hold with a ruleset: those that it lists, and those that an earlier one of its epoch brought and that it does not call
 * settled. A ruleset that merely does not mention one may come from a server that has not heard of it. Immutable.
 */
final class Emergencies {

    static final Emergencies NONE =
            new Emergencies(Collections.emptyList(), Collections.emptyList(), Collections.emptySet());

    private final List<Emergency> listed;
    private final List<Emergency> carried;
    private final Set<String> settled;
    private final List<Emergency> inForce;

    private Emergencies(List<Emergency> listed, List<Emergency> carried, Set<String> settled) {
        this.listed = listed;
        this.carried = Collections.unmodifiableList(carried);
        this.settled = settled;
        Map<String, Emergency> byId = new LinkedHashMap<>();
        addOpen(listed, byId);
        addOpen(carried, byId);
        this.inForce = Collections.unmodifiableList(new ArrayList<>(byId.values()));
    }

    static Emergencies of(Collection<Emergency> listed, Collection<String> settled) {
        return new Emergencies(new ArrayList<>(listed), Collections.emptyList(), new LinkedHashSet<>(settled));
    }

    /** These and those of {@code others} that are neither here nor settled; the same object when there are none. */
    Emergencies with(Collection<Emergency> others) {
        Map<String, Emergency> more = new LinkedHashMap<>();
        addOpen(others, more);
        for (Emergency known : inForce) {
            more.remove(known.id());
        }
        if (more.isEmpty()) {
            return this;
        }
        List<Emergency> all = new ArrayList<>(carried);
        all.addAll(more.values());
        return new Emergencies(listed, all, settled);
    }

    List<Emergency> inForce() {
        return inForce;
    }

    List<Emergency> carried() {
        return carried;
    }

    /** The lowest of what they leave to a route, or {@code null} when none says anything about it. */
    Stage cap(String route, RouteKind kind) {
        Stage lowest = null;
        for (Emergency emergency : inForce) {
            Stage cap = emergency.cap(route, kind);
            lowest = lowest == null ? cap : lowest.cappedAt(cap);
        }
        return lowest;
    }

    private void addOpen(Collection<Emergency> some, Map<String, Emergency> byId) {
        for (Emergency emergency : some) {
            if (!settled.contains(emergency.id())) {
                byId.putIfAbsent(emergency.id(), emergency);
            }
        }
    }
}
