package dev.banyan.server.flag.state;

/**
 * How a route is compared, protected and put back; independent of who is at which stage.
 *
 * @param breaker null for none
 * @param pacedSeconds over how long a rollback returns the route; 0 for at once
 */
public record FlagSettings(ShadowSpec shadow, BreakerSpec breaker, int pacedSeconds) {
    static final FlagSettings DEFAULT = new FlagSettings(ShadowSpec.DEFAULT, null);

    FlagSettings(ShadowSpec shadow, BreakerSpec breaker) {
        this(shadow, breaker, 0);
    }
}
