package dev.banyan.server.flag.rollback;

import dev.banyan.server.environment.EnvironmentScope;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Waits for the arrival of a change; how that is known, another slice knows. */
public interface Proofs {

    /** Comes when every instance has applied the revision, or when the time is over. Holds no thread meanwhile. */
    Uni<Proof> await(EnvironmentScope scope, long revision, Duration atMost);
}
