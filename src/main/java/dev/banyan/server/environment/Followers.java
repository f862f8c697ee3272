package dev.banyan.server.environment;

import dev.banyan.server.problem.Problem;
import dev.banyan.wire.Abilities;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks before a change who will not be able to follow it. */
@ApplicationScoped
public class Followers {
    private final Audience audience;

    Followers(Audience audience) {
        this.audience = audience;
    }

    /**
     * Who is there and will not understand one of these routes and segments.
     *
     * @param bodies as SDKs would get to see them
     */
    public List<Lagging> lagging(EnvironmentScope scope, Collection<String> bodies) {
        Set<String> needed = new LinkedHashSet<>();
        bodies.forEach(body -> needed.addAll(Abilities.neededBy(body)));
        return needed.isEmpty() ? List.of() : audience.lacking(scope, needed);
    }

    /** @throws Problem 409 that names them, unless whoever makes the change has said that he knows */
    void require(EnvironmentScope scope, Intent intent, List<Piece> pieces) {
        if (intent.takesThoseWhoCannotFollow()) {
            return;
        }
        List<Lagging> lagging = lagging(
                scope, pieces.stream().map(Piece::body).filter(Objects::nonNull).toList());
        if (!lagging.isEmpty()) {
            throw Problem.of(409, "not-understood", "Some instances will not understand the change")
                    .detail(lagging.stream().map(Lagging::words).collect(Collectors.joining(" ")))
                    .field("confirm")
                    .remedy("Update the SDK of these instances first; or send the change again with ?confirm=true.")
                    .build();
        }
    }
}
