package dev.banyan.server.web.flag;

import dev.banyan.evaluation.Side;
import dev.banyan.evaluation.Stage;
import dev.banyan.server.web.kit.Share;
import dev.banyan.server.web.kit.StageWords;

/** A share of a cohort at one stage, the rest at the stage before, in the words of a page. */
public record Rollout(Stage from, Stage to, Share share) {

    /** The share that gets the new side's answer. */
    public Share onNew() {
        if (from.side() == to.side()) {
            return from.side() == Side.NEW ? Share.ALL : Share.NONE;
        }
        return to.side() == Side.NEW ? share : share.rest();
    }

    /** Where a rollout stands that is wholly at one stage, or null while it is between two. */
    public Stage settled() {
        return share.none() ? from : share.all() ? to : null;
    }

    public String fromLabel() {
        return StageWords.label(from);
    }

    public String toLabel() {
        return StageWords.label(to);
    }

    public String sentence() {
        if (settled() != null) {
            return "Everyone at " + StageWords.label(settled());
        }
        return share.text() + " at " + toLabel() + ", the rest at " + fromLabel();
    }
}
