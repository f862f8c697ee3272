package dev.banyan.server.web.history;

/** What was done to an environment, by the name of the action. */
public final class ActionWords {

    private ActionWords() {}

    /** "Rolled back orders.get". */
    public static String of(String action, String subject) {
        return switch (action) {
            case "flag.rolled-back" -> "Rolled back " + subject;
            case "flag.rollback-stepped" -> "Rolled " + subject + " a step further back";
            case "flag.rollback-finished" -> "Finished the rollback of " + subject;
            case "flag.isolated" -> "Isolated " + subject;
            case "flag.resumed" -> "Resumed " + subject;
            case "flag.drilled" -> "Rehearsed the rollback of " + subject;
            case "flag.changed" -> "Moved or set " + subject;
            case "flag.reverted" -> "Restored " + subject;
            case "migration.rolled-back" -> "Rolled back the migration " + subject;
            case "migration.isolated" -> "Isolated the migration " + subject;
            case "migration.resumed" -> "Resumed the migration " + subject;
            case "environment.rolled-back" -> "Rolled back the whole environment";
            case "environment.isolated" -> "Isolated the whole environment";
            case "environment.resumed" -> "Resumed the whole environment";
            default -> AuditWords.action(action) + ": " + subject;
        };
    }

    public static String icon(String action) {
        return action.endsWith(".drilled") ? "drill" : action.endsWith(".isolated") ? "isolate" : "rollback";
    }
}
