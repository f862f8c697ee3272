package dev.banyan.server.web.history;

import dev.banyan.server.audit.AuditAction;
import java.util.Optional;

/** What was done to an environment, by the name of the action. */
public final class ActionWords {

    private ActionWords() {}

    /** "Rolled back orders.get". */
    public static String of(String action, String subject) {
        return AuditAction.find(action)
                .flatMap(known -> words(known, subject))
                .orElseGet(() -> AuditWords.action(action) + ": " + subject);
    }

    /** Empty where the name of the action says it. */
    private static Optional<String> words(AuditAction action, String subject) {
        return Optional.ofNullable(
                switch (action) {
                    case FLAG_ROLLED_BACK -> "Rolled back " + subject;
                    case FLAG_ROLLBACK_STEPPED -> "Rolled " + subject + " a step further back";
                    case FLAG_ROLLBACK_FINISHED -> "Finished the rollback of " + subject;
                    case FLAG_ISOLATED -> "Isolated " + subject;
                    case FLAG_RESUMED -> "Resumed " + subject;
                    case FLAG_DRILLED -> "Rehearsed the rollback of " + subject;
                    case FLAG_CHANGED -> "Moved or set " + subject;
                    case FLAG_REVERTED -> "Restored " + subject;
                    case MIGRATION_ROLLED_BACK -> "Rolled back the migration " + subject;
                    case MIGRATION_ISOLATED -> "Isolated the migration " + subject;
                    case MIGRATION_RESUMED -> "Resumed the migration " + subject;
                    case ENVIRONMENT_ROLLED_BACK -> "Rolled back the whole environment";
                    case ENVIRONMENT_ISOLATED -> "Isolated the whole environment";
                    case ENVIRONMENT_RESUMED -> "Resumed the whole environment";
                    default -> null;
                });
    }

    public static String icon(String action) {
        return switch (AuditAction.find(action).orElse(AuditAction.FLAG_ROLLED_BACK)) {
            case FLAG_DRILLED -> "drill";
            case FLAG_ISOLATED, MIGRATION_ISOLATED, ENVIRONMENT_ISOLATED -> "isolate";
            default -> "rollback";
        };
    }
}
