package dev.banyan.server.flag.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.catalog.Route;
import dev.banyan.server.environment.RulesetJson;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * A route with its flag as SDKs get to see it. The order of the fields is the order on the wire.
 *
 * @param shadow null, and not written, when it is what SDKs do without
 * @param breaker null, and not written, for none
 * @param drill the revision of the last rehearsal; null, and not written, for none. Evaluation ignores it
 */
@RecordBuilder
public record PublishedRoute(
        String key,
        int kind,
        String salt,
        String bucketBy,
        String missingKey,
        String method,
        String path,
        boolean enabled,
        String rollback,
        List<CohortSpec> cohorts,
        @JsonInclude(JsonInclude.Include.NON_NULL) ShadowSpec shadow,
        @JsonInclude(JsonInclude.Include.NON_NULL) BreakerSpec breaker,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long drill) {

    public static String json(Route route, FlagState flag) {
        return RulesetJson.write(PublishedRouteBuilder.builder()
                .key(route.key())
                .kind(route.kind().stageCount())
                .salt(route.salt())
                .bucketBy(route.bucketBy())
                .missingKey(route.missingKey().key())
                .method(route.method())
                .path(route.path())
                .enabled(flag.enabled())
                .rollback(flag.heldAt() == null ? null : flag.heldAt().key())
                .cohorts(flag.served(route.kind()))
                .shadow(
                        flag.settings().shadow().equals(ShadowSpec.DEFAULT)
                                ? null
                                : flag.settings().shadow())
                .breaker(flag.settings().breaker())
                .drill(flag.drill() == null ? null : flag.drill().revision())
                .build());
    }
}
