package dev.banyan.server.flag;

import dev.banyan.server.catalog.Route;
import dev.banyan.server.environment.RulesetJson;
import java.util.List;

/** A route with its flag as SDKs get to see it. The order of the fields is the order on the wire. */
record PublishedRoute(
        String key,
        int kind,
        String salt,
        String bucketBy,
        String missingKey,
        String method,
        String path,
        boolean enabled,
        String rollback,
        List<CohortSpec> cohorts) {

    static String json(Route route, FlagState flag) {
        return RulesetJson.write(new PublishedRoute(
                route.key(),
                route.kind().stageCount(),
                route.salt(),
                route.bucketBy(),
                route.missingKey().key(),
                route.method(),
                route.path(),
                flag.enabled(),
                flag.rollback() == null ? null : flag.rollback().stage().key(),
                flag.cohorts()));
    }
}
