package dev.banyan.server.flag;

import dev.banyan.server.environment.history.PastMoves;

/**
 * A line of an environment's history, as it concerns its routes.
 *
 * @param route the first of those that it touched; null for the environment as a whole
 * @param routes how many it touched; 0 for the environment as a whole
 * @param change how the first of them was changed
 */
public record PastMove(String route, int routes, PastChange change) {

    static PastMove of(PastMoves.Move move) {
        return new PastMove(move.change().key(), move.routes(), PastChange.of(move.change()));
    }
}
