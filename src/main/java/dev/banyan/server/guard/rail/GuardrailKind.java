package dev.banyan.server.guard.rail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a guardrail counts as bad. */
public enum GuardrailKind {
    /** Requests that failed. */
    ERROR_RATE("error-rate"),
    /** Requests that took longer than a limit. */
    SLOW("slow"),
    /** Comparisons in which the answers of both sides differed. */
    MISMATCH_RATE("mismatch-rate"),
    /** Writes that reached the authoritative side and failed on the other. */
    SECOND_WRITES("second-writes"),
    /** Circuit breakers that opened, per request on new. */
    BREAKER_OPENINGS("breaker-openings"),
    /** Something that the application counts itself. */
    EVENT("event"),
    /** Looks at which a query to a Prometheus server gave more than a limit. */
    PROMETHEUS("prometheus");

    private final String key;

    GuardrailKind(String key) {
        this.key = key;
    }

    @JsonValue
    public String key() {
        return key;
    }

    /** Whether legacy does the same, so that its requests are the measure where it has any. */
    public boolean comparable() {
        return switch (this) {
            case ERROR_RATE, SLOW, EVENT -> true;
            case MISMATCH_RATE, SECOND_WRITES, BREAKER_OPENINGS, PROMETHEUS -> false;
        };
    }

    @JsonCreator
    static GuardrailKind parse(String key) {
        return Arrays.stream(values())
                .filter(kind -> kind.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of " + keys()));
    }

    static String keys() {
        return Arrays.stream(values()).map(GuardrailKind::key).collect(Collectors.joining(", "));
    }
}
