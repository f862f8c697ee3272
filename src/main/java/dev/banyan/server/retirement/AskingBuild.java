package dev.banyan.server.retirement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.server.report.Declaration;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;

/**
 * A build of a service that has asked for a route since its last stage was watched.
 *
 * @param application empty when it gave no name
 * @param running how many instances of it are there now
 * @param firstSeen when the first instance of it was seen
 * @param lastSeen when one was there last
 * @param legacyHour the hour of its last call on legacy, while nobody was led there any more; null for none
 * @param legacyBy the instance that made it
 * @param uncounted an instance of it that has sent no outcomes, so that nobody knows what it called; null for none
 * @param uncountedAt when that one was there last
 */
@RecordBuilder
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AskingBuild(
        String application,
        String version,
        long running,
        Instant firstSeen,
        Instant lastSeen,
        Instant legacyHour,
        String legacyBy,
        String uncounted,
        Instant uncountedAt) {

    /** As it is called in a sentence. */
    @JsonIgnore
    public String name() {
        return Declaration.named(application, version);
    }

    boolean isOf(String anApplication, String aVersion) {
        return application.equals(anApplication) && version.equals(aVersion);
    }

    /** What is known of the same build from elsewhere. */
    AskingBuild plus(AskingBuild other) {
        boolean laterCall = isLater(other.legacyHour, legacyHour);
        boolean laterUncounted = isLater(other.uncountedAt, uncountedAt);
        return AskingBuildBuilder.builder()
                .application(application)
                .version(version)
                .running(running + other.running)
                .firstSeen(isLater(firstSeen, other.firstSeen) ? other.firstSeen : firstSeen)
                .lastSeen(isLater(other.lastSeen, lastSeen) ? other.lastSeen : lastSeen)
                .legacyHour(laterCall ? other.legacyHour : legacyHour)
                .legacyBy(laterCall ? other.legacyBy : legacyBy)
                .uncounted(laterUncounted ? other.uncounted : uncounted)
                .uncountedAt(laterUncounted ? other.uncountedAt : uncountedAt)
                .build();
    }

    private static boolean isLater(Instant one, Instant other) {
        return one != null && (other == null || one.isAfter(other));
    }

    AskingBuild called(String instance, Instant hour) {
        return plus(AskingBuildBuilder.builder()
                .application(application)
                .version(version)
                .running(0)
                .firstSeen(firstSeen)
                .lastSeen(lastSeen)
                .legacyHour(hour)
                .legacyBy(instance)
                .uncounted(null)
                .uncountedAt(null)
                .build());
    }
}
