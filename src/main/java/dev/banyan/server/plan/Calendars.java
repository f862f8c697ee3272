package dev.banyan.server.plan;

import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.plan.calendar.Calendar;
import dev.banyan.server.plan.calendar.CalendarSpec;
import dev.banyan.server.plan.calendar.CalendarView;
import dev.banyan.server.plan.calendar.OpenTimes;
import dev.banyan.server.plan.calendar.OpenWeek;
import dev.banyan.server.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/** When plans may move: a calendar of the project and one of each environment, and both hold. */
@ApplicationScoped
public class Calendars {
    private static final String WHOLE_PROJECT = "";

    private final EntityManager database;
    private final PlanRows plans;
    private final Environments environments;
    private final AuditTrail audit;

    Calendars(EntityManager database, PlanRows plans, Environments environments, AuditTrail audit) {
        this.database = database;
        this.plans = plans;
        this.environments = environments;
        this.audit = audit;
    }

    @Transactional
    public CalendarView ofProject(String project) {
        return view(new CalendarEntity.Id(project, WHOLE_PROJECT));
    }

    @Transactional
    public CalendarView ofEnvironment(EnvironmentScope scope) {
        return view(new CalendarEntity.Id(scope.project(), scope.key()));
    }

    /**
     * @param version as the sender has seen it
     * @param reason required where one of the environments is protected, for it holds in all of them
     */
    @Transactional
    public CalendarView changeOfProject(Actor actor, String project, long version, CalendarSpec wanted, String reason) {
        environments.ofProject(project).forEach(each -> requireReason(each, reason));
        return change(actor, new CalendarEntity.Id(project, WHOLE_PROJECT), version, wanted, reason);
    }

    @Transactional
    public CalendarView changeOfEnvironment(
            Actor actor, EnvironmentScope scope, long version, CalendarSpec wanted, String reason) {
        requireReason(environments.get(scope.project(), scope.key()), reason);
        return change(actor, new CalendarEntity.Id(scope.project(), scope.key()), version, wanted, reason);
    }

    /** What the coming days would be with this calendar in the environment; the project's holds as well. */
    @Transactional
    public OpenWeek week(EnvironmentScope scope, CalendarSpec calendar) {
        Calendar ours = calendar.calendar();
        OpenTimes both = ours.and(calendar(new CalendarEntity.Id(scope.project(), WHOLE_PROJECT)));
        return OpenWeek.of(both, ours.zone(), plans.now());
    }

    /** What they would be in the whole project, as far as this calendar goes. */
    @Transactional
    public OpenWeek week(CalendarSpec calendar) {
        Calendar ours = calendar.calendar();
        return OpenWeek.of(ours, ours.zone(), plans.now());
    }

    /** What binds the plans of an environment. */
    @Transactional
    OpenTimes of(EnvironmentScope scope) {
        return calendar(new CalendarEntity.Id(scope.project(), scope.key()))
                .and(calendar(new CalendarEntity.Id(scope.project(), WHOLE_PROJECT)));
    }

    private OpenTimes calendar(CalendarEntity.Id id) {
        return find(id).map(Calendars::spec)
                .<OpenTimes>map(CalendarSpec::calendar)
                .orElse(OpenTimes.ALWAYS);
    }

    private CalendarView view(CalendarEntity.Id id) {
        return find(id).map(this::view).orElseGet(() -> CalendarView.of(CalendarSpec.OPEN, 0, plans.now()));
    }

    private CalendarView view(CalendarEntity entity) {
        return CalendarView.of(spec(entity), entity.version, plans.now());
    }

    private CalendarView change(Actor actor, CalendarEntity.Id id, long version, CalendarSpec wanted, String reason) {
        wanted.calendar();
        addFirst(id);
        CalendarEntity entity = database.find(CalendarEntity.class, id);
        database.refresh(entity, LockModeType.PESSIMISTIC_WRITE);
        if (entity.version != version) {
            throw Problem.preconditionFailed(view(entity));
        }
        String before = entity.body;
        entity.body = RulesetJson.write(wanted);
        entity.version++;
        String environment = id.environment().isEmpty() ? null : id.environment();
        audit.record(
                actor,
                id.project(),
                environment,
                AuditAction.CALENDAR_CHANGED,
                environment == null ? id.project() : environment,
                Map.of("before", before, "after", entity.body, "reason", reason == null ? "" : reason.strip()));
        return view(entity);
    }

    private static void requireReason(EnvironmentState environment, String reason) {
        if (environment.guarded() && (reason == null || reason.isBlank())) {
            throw Problem.badField(
                    "reason",
                    "The environment " + environment.scope().key() + " is protected: a change needs a reason.",
                    "Say in a few words why you make this change.");
        }
    }

    /** Two who come first at once must meet at one row. */
    private void addFirst(CalendarEntity.Id id) {
        database.createNativeQuery("insert into plan_calendar (project_key, environment_key, body, version)"
                        + " values (:project, :environment, :body, 0) on conflict do nothing")
                .setParameter("project", id.project())
                .setParameter("environment", id.environment())
                .setParameter("body", RulesetJson.write(CalendarSpec.OPEN))
                .executeUpdate();
    }

    private Optional<CalendarEntity> find(CalendarEntity.Id id) {
        return Optional.ofNullable(database.find(CalendarEntity.class, id));
    }

    private static CalendarSpec spec(CalendarEntity entity) {
        return RulesetJson.read(entity.body, CalendarSpec.class);
    }
}
