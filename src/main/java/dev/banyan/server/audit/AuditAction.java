package dev.banyan.server.audit;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All that is ever written down of what somebody did, in the audit trail and in the change log of an environment. A key is stable: it stands in
 * the database for ever, and clients filter by it.
 */
public enum AuditAction {
    FLAG_CHANGED("flag.changed"),
    FLAG_REVERTED("flag.reverted"),
    FLAG_ROLLED_BACK("flag.rolled-back"),
    FLAG_ISOLATED("flag.isolated"),
    FLAG_RESUMED("flag.resumed"),
    FLAG_ROLLBACK_STEPPED("flag.rollback-stepped"),
    FLAG_ROLLBACK_FINISHED("flag.rollback-finished"),
    FLAG_DRILLED("flag.drilled"),
    FLAG_REPLAYED("flag.replayed"),

    MIGRATION_CREATED("migration.created"),
    MIGRATION_EDITED("migration.edited"),
    MIGRATION_ROLLED_BACK("migration.rolled-back"),
    MIGRATION_ISOLATED("migration.isolated"),
    MIGRATION_RESUMED("migration.resumed"),

    ENVIRONMENT_CREATED("environment.created"),
    ENVIRONMENT_ROLLED_BACK("environment.rolled-back"),
    ENVIRONMENT_ISOLATED("environment.isolated"),
    ENVIRONMENT_RESUMED("environment.resumed"),
    ENVIRONMENT_EPOCH_BEGAN("environment.epoch-began"),

    ROUTE_CREATED("route.created"),
    ROUTE_EDITED("route.edited"),
    ROUTE_RESHUFFLED("route.reshuffled"),
    ROUTE_DELETED("route.deleted"),

    SEGMENT_CREATED("segment.created"),
    SEGMENT_CHANGED("segment.changed"),
    SEGMENT_DELETED("segment.deleted"),

    PINNING_SECRET_ROTATED("pinning-secret.rotated"),
    PINNING_SECRET_REMOVED("pinning-secret.removed"),
    FORMER_PINNING_SECRET_REMOVED("former-pinning-secret.removed"),
    PIN_AGE_CHANGED("pin-age.changed"),

    GUARDRAILS_CHANGED("guardrails.changed"),
    GUARD_BEGAN_ANEW("guard.began-anew"),
    GUARD_ROLLED_BACK("guard.rolled-back"),
    GUARD_PAUSED("guard.paused"),
    GUARD_TOLD("guard.told"),

    CALENDAR_CHANGED("calendar.changed"),

    PLAN_STARTED("plan.started"),
    PLAN_STEPPED("plan.stepped"),
    PLAN_WAITS_FOR_APPROVAL("plan.waits-for-approval"),
    PLAN_APPROVED("plan.approved"),
    PLAN_SKIPPED("plan.skipped"),
    PLAN_PAUSED("plan.paused"),
    PLAN_RESUMED("plan.resumed"),
    PLAN_EDITED("plan.edited"),
    PLAN_FINISHED("plan.finished"),
    PLAN_ABORTED("plan.aborted"),

    BACKLOG_DISCARDED("backlog.discarded"),

    PROJECT_CREATED("project.created"),
    TEAM_CREATED("team.created"),

    MEMBER_GRANTED("member.granted"),
    MEMBER_WITHDRAWN("member.withdrawn"),
    USER_CREATED("user.created"),
    USER_PASSWORD_CHANGED("user.password-changed"),

    SESSION_STARTED("session.started"),
    SESSION_ENDED("session.ended"),
    SIGN_IN_REFUSED("sign-in.refused"),
    TOKEN_ISSUED("token.issued"),
    SIGNING_KEY_CREATED("signing-key.created"),
    SDK_KEY_CREATED("sdk-key.created"),
    SDK_KEY_REVOKED("sdk-key.revoked"),
    REQUEST_REFUSED("request.refused");

    /** Back to legacy, at once or step by step, and rehearsed. */
    public static final Set<AuditAction> BACK = EnumSet.of(
            FLAG_ROLLED_BACK,
            FLAG_ISOLATED,
            FLAG_DRILLED,
            MIGRATION_ROLLED_BACK,
            MIGRATION_ISOLATED,
            ENVIRONMENT_ROLLED_BACK,
            ENVIRONMENT_ISOLATED);

    /** What changes where callers are. The steps of a paced rollback are left out: it begins with an action of its own. */
    public static final Set<AuditAction> MOVES = EnumSet.of(
            FLAG_CHANGED,
            FLAG_REVERTED,
            FLAG_ROLLED_BACK,
            FLAG_ISOLATED,
            FLAG_RESUMED,
            MIGRATION_ROLLED_BACK,
            MIGRATION_ISOLATED,
            MIGRATION_RESUMED,
            ENVIRONMENT_ROLLED_BACK,
            ENVIRONMENT_ISOLATED,
            ENVIRONMENT_RESUMED);

    /** What begins or ends a rollback of a whole environment. */
    public static final Set<AuditAction> ROLLBACKS_OF_ENVIRONMENTS =
            EnumSet.of(ENVIRONMENT_ROLLED_BACK, ENVIRONMENT_ISOLATED, ENVIRONMENT_RESUMED);

    /** What was asked for and not done. */
    public static final Set<AuditAction> REFUSALS = EnumSet.of(SIGN_IN_REFUSED, REQUEST_REFUSED);

    private static final Set<AuditAction> RESUMES = EnumSet.of(FLAG_RESUMED, MIGRATION_RESUMED, ENVIRONMENT_RESUMED);
    private static final Map<String, AuditAction> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(AuditAction::key, Function.identity()));

    private final String key;

    AuditAction(String key) {
        this.key = key;
    }

    /** What it was done to and what, in the past tense: {@code flag.rolled-back}. */
    public String key() {
        return key;
    }

    /** The key, for whoever puts it into a sentence. */
    @Override
    public String toString() {
        return key;
    }

    /** Empty for what another release wrote down and this one does not know. */
    public static Optional<AuditAction> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    /** @throws IllegalArgumentException when there is no such action */
    public static AuditAction of(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("There is no action " + key));
    }

    public boolean is(String other) {
        return key.equals(other);
    }

    /** Whether callers go back to legacy by it: what is only rehearsed moves nobody. */
    public boolean takesBack() {
        return BACK.contains(this) && this != FLAG_DRILLED;
    }

    public boolean resumes() {
        return RESUMES.contains(this);
    }

    /** For the {@code in} of a query: constants of ours, so nothing has to be escaped. */
    public static String sql(Collection<AuditAction> actions) {
        return actions.stream().map(action -> "'" + action.key + "'").collect(Collectors.joining(", ", "(", ")"));
    }
}
