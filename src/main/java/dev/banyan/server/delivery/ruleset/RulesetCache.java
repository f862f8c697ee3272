package dev.banyan.server.delivery.ruleset;

import dev.banyan.server.cache.DiskCache;
import dev.banyan.server.environment.RulesetDocument;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;

/** Keeps the newest ruleset of every environment on disk, for a start without the database. */
@ApplicationScoped
class RulesetCache {
    private static final String PREFIX = "ruleset-";

    private final DiskCache disk;
    private final LiveRulesets rulesets;
    private final Freshness freshness;

    RulesetCache(DiskCache disk, LiveRulesets rulesets, Freshness freshness) {
        this.disk = disk;
        this.rulesets = rulesets;
        this.freshness = freshness;
    }

    /** Before the database is tried: if it has lost something since, these are the witnesses. */
    void restore(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        List<RulesetDocument> documents = disk.names(PREFIX).stream()
                .flatMap(name -> disk.read(name, RulesetDocument::restored).stream())
                .toList();
        rulesets.restore(documents);
        if (!documents.isEmpty()) {
            freshness.restored();
        }
    }

    void changed(@Observes RulesetChanged changed) {
        save(changed.ruleset().scope().id());
    }

    /** What is not in memory any more by then goes from the disk, too. */
    private void save(long environmentId) {
        disk.writeSoon(
                PREFIX + environmentId,
                () -> rulesets.of(environmentId)
                        .map(ruleset -> ruleset.document().saved())
                        .orElse(null));
    }
}
