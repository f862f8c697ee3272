package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.AccessConfig;
import dev.banyan.server.access.kit.Secrets;
import dev.banyan.server.access.kit.WriteLimits;
import dev.banyan.server.access.people.Passwords;
import dev.banyan.server.access.people.SessionLimits;
import dev.banyan.server.access.people.SignInLimits;
import dev.banyan.server.access.sdkkey.SdkKeyDirectory;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Time and chance, so that tests can put their own in place. */
final class AccessProducers {

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    @DefaultBean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Produces
    @Singleton
    Passwords passwords(AccessConfig config, SecureRandom random) {
        return new Passwords(config.passwordCost(), Secrets.random256(random));
    }

    @Produces
    @Singleton
    SessionLimits sessionLimits(AccessConfig config) {
        return new SessionLimits(config.sessionIdle(), config.sessionLifetime());
    }

    @Produces
    @Singleton
    SignInLimits signInLimits(Clock clock) {
        return new SignInLimits(clock);
    }

    @Produces
    @Singleton
    WriteLimits writeLimits(Clock clock, AccessConfig config) {
        return new WriteLimits(clock, config.writeBurst(), config.writesPerSecond());
    }

    @Produces
    @Singleton
    SdkKeyDirectory sdkKeyDirectory() {
        return new SdkKeyDirectory();
    }
}
