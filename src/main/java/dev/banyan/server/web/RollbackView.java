package dev.banyan.server.web;

import dev.banyan.evaluation.Stage;

/**
 * A rollback that holds.
 *
 * @param scope what was rolled back, in words: "this route", "the whole environment production"
 * @param actor who pressed, or null when it is not known
 */
public record RollbackView(Stage cap, String scope, String actor, Moment at) {

    public boolean isolated() {
        return cap == Stage.OFF;
    }

    public String capLabel() {
        return StageWords.label(cap);
    }

    public String capMeaning() {
        return StageWords.meaning(cap);
    }
}
