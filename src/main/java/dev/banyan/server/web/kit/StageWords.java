package dev.banyan.server.web.kit;

import dev.banyan.evaluation.Stage;

/** What the stages are called on a page and what they mean to somebody who has never read about them. */
public final class StageWords {

    private StageWords() {}

    public static String label(Stage stage) {
        return switch (stage) {
            case OFF -> "Off";
            case DUALWRITE -> "Dual write";
            case SHADOW -> "Shadow";
            case LIVE -> "Live";
            case RAMPDOWN -> "Ramp down";
            case COMPLETE -> "Complete";
        };
    }

    public static String meaning(Stage stage) {
        return switch (stage) {
            case OFF -> "Legacy does everything.";
            case DUALWRITE -> "Legacy answers. New receives every write too.";
            case SHADOW -> "Legacy answers. New is asked too and compared.";
            case LIVE -> "New answers. Legacy is asked too and kept up to date.";
            case RAMPDOWN -> "New answers. Legacy still receives every write.";
            case COMPLETE -> "New does everything.";
        };
    }
}
