package dev.banyan.server.flag;

import dev.banyan.server.catalog.Route;
import dev.banyan.server.environment.LockedEnvironment;
import dev.banyan.server.environment.Piece;
import dev.banyan.server.environment.PieceBuilder;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.environment.Section;
import dev.banyan.server.flag.state.Drill;
import dev.banyan.server.flag.state.FlagState;
import dev.banyan.server.flag.state.PublishedRoute;
import dev.banyan.server.flag.state.SettingsWords;
import java.util.List;
import java.util.Optional;

/** Writes one flag's new state and says what SDKs get to see of it. */
final class FlagChange {
    private FlagChange() {}

    /** @return empty when the flag is as wanted already */
    static Optional<Piece> write(FlagEntity entity, Route route, FlagState wanted, LockedEnvironment environment) {
        FlagState before = entity.state();
        FlagState after = wanted.observedAt(environment.now(), route.readOnly());
        if (after.equals(before)) {
            return Optional.empty();
        }
        entity.set(after, environment.nextRevision());
        return Optional.of(piece(route, before, after));
    }

    /** Moves nobody; the published route says that it was a drill. */
    static Piece drill(FlagEntity entity, Route route, Drill drill) {
        FlagState before = entity.state();
        entity.set(drill);
        Piece piece = piece(route, before, entity.state());
        return PieceBuilder.builder(piece)
                .words(List.of("rehearsed the rollback, moved nobody"))
                .build();
    }

    static Piece piece(Route route, FlagState before, FlagState after) {
        return PieceBuilder.builder()
                .section(Section.ROUTE)
                .key(route.key())
                .before(before == null ? null : RulesetJson.write(before))
                .after(after == null ? null : RulesetJson.write(after))
                .body(after == null ? null : PublishedRoute.json(route, after))
                .words(
                        before == null || after == null
                                ? List.of()
                                : SettingsWords.changes(before.settings(), after.settings()))
                .build();
    }
}
