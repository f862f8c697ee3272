package dev.banyan.server.flag;

import java.util.List;

/**
 * What an instance that holds an older revision does otherwise than the ones that hold a newer.
 *
 * @param routes where it decides differently; the first of them only
 * @param more how many routes are left out
 */
public record StillDoes(List<OnRoute> routes, int more) {
    private static final int ROUTES_TOLD = 3;

    /** @param words what it does there, such as "serves 25 % from new" */
    public record OnRoute(String route, String words) {}

    public StillDoes {
        routes = List.copyOf(routes);
    }

    public static StillDoes of(List<OnRoute> all) {
        int told = Math.min(ROUTES_TOLD, all.size());
        return new StillDoes(all.subList(0, told), all.size() - told);
    }
}
