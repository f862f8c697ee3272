package dev.banyan.server.flag;

/**
 * How a route is compared and protected; independent of who is at which stage.
 *
 * @param breaker null for none
 */
record FlagSettings(ShadowSpec shadow, BreakerSpec breaker) {
    static final FlagSettings DEFAULT = new FlagSettings(ShadowSpec.DEFAULT, null);
}
