package dev.banyan.server.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Looks at every address before anybody takes names, keys and values out of it. */
@ApplicationScoped
class AddressFilter {
    /** After the headers that every answer has, before all else. */
    private static final int EARLY = 950;

    /** There, a name that nobody has given is a flag that is not found, in the protocol's own words. */
    private static final String OFREP = "/ofrep/";

    void register(@Observes Filters filters) {
        filters.register(AddressFilter::check, EARLY);
    }

    private static void check(RoutingContext http) {
        String uri = http.request().uri();
        try {
            if (!uri.startsWith(OFREP)) {
                Address.of(uri).check();
            }
        } catch (Problem strange) {
            http.fail(strange);
            return;
        }
        http.next();
    }
}
