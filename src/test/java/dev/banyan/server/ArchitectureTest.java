package dev.banyan.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTag;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.database.OneColumn;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.Intent;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.persistence.Entity;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The rules that keep the parts apart. */
@ArchTag("apart")
@AnalyzeClasses(
        packages = "dev.banyan",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** The SDK's tests come as a directory or, in a full build, as a jar. */
    static final class NoTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule evaluation_uses_the_jdk_only = classes()
            .that()
            .resideInAPackage("dev.banyan.evaluation..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.banyan.evaluation..", "java.lang..", "java.util..", "java.time..", "java.nio.charset..");

    @ArchTest
    static final ArchRule statistics_use_the_jdk_only = classes()
            .that()
            .resideInAPackage("dev.banyan.server.guard.statistics..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.banyan.server.guard.statistics..", "java.lang..", "java.math..", "java.util..");

    /** So that each slice can use them. */
    @ArchTest
    static final ArchRule tools_know_no_slice = classes()
            .that()
            .resideInAnyPackage("dev.banyan.server.figures..", "dev.banyan.server.limit..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.banyan.server.figures..",
                    "dev.banyan.server.limit..",
                    "java.lang..",
                    "java.math..",
                    "java.time..",
                    "java.util..");

    @ArchTest
    static final ArchRule the_server_knows_evaluation_and_wire_but_not_the_client = noClasses()
            .that()
            .resideInAPackage("dev.banyan.server..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.banyan.sdk..");

    @ArchTest
    static final ArchRule nothing_outside_the_sdk_imports_its_internals = noClasses()
            .that()
            .resideOutsideOfPackage("dev.banyan.sdk..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.banyan.sdk.internal..");

    /** Pages are rim as a whole; streams are written to the connection itself. */
    @ArchTest
    static final ArchRule http_stays_at_the_rim = noClasses()
            .that()
            .resideInAPackage("dev.banyan.server..")
            .and()
            .resideOutsideOfPackage("dev.banyan.server.web..")
            .and(notNamedLike(".*(Resource|Pages|Filter|Mapper|Mechanism|Provider)"))
            .and(notNamedLike(
                    "Stream|Streams(ByLoop)?|Open(Response|Stream)|StreamKeeper|SdkRequest|CutOff|Refusals|EventStream.*"
                            + "|IncomingBody|WayBack"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "io.quarkus.qute..", "io.vertx..");

    @ArchTest
    static final ArchRule entities_stay_in_their_slice =
            classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule resources_and_pages_never_return_entities = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .haveNameMatching(".*(Resource|Pages)")
            .should()
            .haveRawReturnType(annotatedEntity());

    @ArchTest
    static final ArchRule slices_form_a_graph_without_cycles =
            slices().matching("dev.banyan.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rooms_of_pages_form_a_graph_without_cycles =
            slices().matching("dev.banyan.server.web.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rooms_of_slices_form_graphs_without_cycles = slices().matching(
                    "dev.banyan.server.(access|delivery|flag|guard|health|plan).(*)..")
            .should()
            .beFreeOfCycles();

    /** What lies in these slices themselves puts their rooms together. */
    @ArchTest
    static final ArchRule rooms_do_not_know_what_puts_them_together = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.banyan.server.delivery.*..", "dev.banyan.server.health.*..", "dev.banyan.server.plan.*..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.banyan.server.delivery", "dev.banyan.server.health", "dev.banyan.server.plan");

    /** Here the room stands upon the slice: whoever changes an environment does not look back. */
    @ArchTest
    static final ArchRule changes_of_an_environment_do_not_know_its_history = noClasses()
            .that()
            .resideInAPackage("dev.banyan.server.environment")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.banyan.server.environment.history..");

    @ArchTest
    static final ArchRule rooms_of_the_sdk_form_a_graph_without_cycles =
            slices().matching("dev.banyan.sdk.internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rooms_of_the_sdk_do_not_know_who_puts_them_together = noClasses()
            .that()
            .resideInAPackage("dev.banyan.sdk.internal.*")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.banyan.sdk.internal");

    @ArchTest
    static final ArchRule pages_live_in_rooms =
            noClasses().that().doNotHaveSimpleName("package-info").should().resideInAPackage("dev.banyan.server.web");

    @ArchTest
    static final ArchRule what_pages_are_made_of_knows_no_page = noClasses()
            .that()
            .resideInAPackage("dev.banyan.server.web.kit..")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.banyan.server.web..")
                    .and(JavaClass.Predicates.resideOutsideOfPackage("dev.banyan.server.web.kit..")));

    @ArchTest
    static final ArchRule nothing_depends_on_pages_or_ofrep = noClasses()
            .that()
            .resideOutsideOfPackages("dev.banyan.server.web..", "dev.banyan.server.ofrep..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.banyan.server.web..", "dev.banyan.server.ofrep..");

    /** What is remembered of people opens the way back and the page that offers it, nothing else. */
    @ArchTest
    static final ArchRule only_the_way_back_trusts_memory = noClasses()
            .that()
            .resideOutsideOfPackages("dev.banyan.server.access..", "dev.banyan.server.emergency..")
            .and()
            .resideOutsideOfPackage("dev.banyan.server.web.frame..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("RememberedUser");

    @ArchTest
    static final ArchRule there_is_one_way_to_change_an_environment = noClasses()
            .that()
            .resideOutsideOfPackage("dev.banyan.server.environment..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("PublishedEntity")
            .orShould()
            .dependOnClassesThat()
            .haveSimpleName("ChangeEntity")
            .because("EnvironmentChanges is the way");

    @ArchTest
    static final ArchRule only_audit_writes_audit_rows = noClasses()
            .that()
            .resideOutsideOfPackage("dev.banyan.server.audit..")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("AuditEntryEntity");

    @ArchTest
    static final ArchRule whoever_changes_something_says_who_it_is = methods()
            .that()
            .arePublic()
            .and()
            .areAnnotatedWith(Transactional.class)
            .and()
            .haveNameMatching(
                    "create|add.*|edit|delete|reshuffle|change|revert|apply|replayed|drill|resume.*|route|migration|environment")
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(
                    "dev.banyan.server.catalog..", "dev.banyan.server.flag..", "dev.banyan.server.environment..")
            .should(takeOneOf(Actor.class, Intent.class));

    @ArchTest
    static final ArchRule repositories_of_an_environment_take_its_scope_first = methods()
            .that()
            .arePackagePrivate()
            .and()
            .areDeclaredInClassesThat()
            .areAssignableTo(PanacheRepositoryBase.class)
            .and()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.banyan.server.flag..")
            .should(takeFirst(EnvironmentScope.class));

    /**
     * Whatever it is made of: an entity, JPQL, SQL or a statement of JDBC. Whether a query asks of one environment or of all, its parameters
     * cannot tell; but none that is asked of one forgets which.
     */
    @ArchTest
    static final ArchRule queries_of_an_environment_take_its_scope_first_and_use_it = codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.banyan.server..")
            .should(takeTheScopeFirstAndUseItInQueries());

    @ArchTest
    static final ArchRule the_clock_is_injected = noClasses()
            .that()
            .resideInAPackage("dev.banyan.server..")
            .and()
            .resideOutsideOfPackage("dev.banyan.server.bootstrap..")
            .and()
            .doNotHaveSimpleName("AccessProducers")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Math.class, "random");

    /** The scheduler logs a stack for each run that fails; of what is done every second that is a full disk. */
    @ArchTest
    static final ArchRule what_is_done_again_and_again_says_once_that_it_fails =
            methods().that().areAnnotatedWith(Scheduled.class).should(callRecurring());

    /** See {@link dev.banyan.server.database.OneColumn}: their keys in the cache of queries would never be equal. */
    @ArchTest
    static final ArchRule single_values_are_read_by_one_column = codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.banyan.server..")
            .should(notReadSingleValuesByClass());

    /** Whoever adds a column in the middle would move all that come after it. Single values go by {@code OneColumn}, more of them by {@code Rows}. */
    @ArchTest
    static final ArchRule rows_are_read_by_name = codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.banyan.server..")
            .should(notReadRowsByPosition());

    @ArchTest
    static final ArchRule long_records_are_built_by_name =
            noClasses().should(buildLongRecordsByPosition()).because("their builders name each value");

    @ArchTest
    static final ArchRule rules_are_plain = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.banyan.server.flag.state..",
                    "dev.banyan.server.guard.rules..",
                    "dev.banyan.server.health.figures..",
                    "dev.banyan.server.plan.calendar..",
                    "dev.banyan.server.plan.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.persistence..",
                    "jakarta.inject..",
                    "jakarta.enterprise..",
                    "jakarta.ws.rs..",
                    "io.quarkus..",
                    "java.sql..",
                    "javax..")
            .because("a test must be able to make them with new");

    /** Nested classes and lambdas count as part of the class around them. */
    private static DescribedPredicate<JavaClass> notNamedLike(String pattern) {
        return DescribedPredicate.describe("are not named like " + pattern, type -> {
            String name = type.getName().substring(type.getPackageName().length() + 1);
            return !name.replaceFirst("[$_].*", "").matches(pattern);
        });
    }

    private static ArchCondition<JavaCodeUnit> notReadSingleValuesByClass() {
        return new ArchCondition<>("not make native queries with the class of a single value") {
            @Override
            public void check(JavaCodeUnit code, ConditionEvents events) {
                boolean withClass = code.getMethodCallsFromSelf().stream()
                        .map(JavaMethodCall::getTarget)
                        .anyMatch(target -> target.getName().equals("createNativeQuery")
                                && target.getRawParameterTypes().size() == 2);
                code.getReferencedClassObjects().stream()
                        .map(ReferencedClassObject::getRawType)
                        .filter(type -> withClass && type.getPackageName().matches("java\\.(lang|time)"))
                        .filter(type -> !type.isArray())
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                code, code.getFullName() + " asks for " + type.getName())));
            }
        };
    }

    private static ArchCondition<JavaCodeUnit> takeTheScopeFirstAndUseItInQueries() {
        return new ArchCondition<>("take the scope first and use it in queries") {
            @Override
            public void check(JavaCodeUnit code, ConditionEvents events) {
                List<JavaClass> parameters = code.getRawParameterTypes();
                boolean takes = parameters.stream().anyMatch(type -> type.isEquivalentTo(EnvironmentScope.class));
                boolean asks = code.getMethodCallsFromSelf().stream().anyMatch(ArchitectureTest::makesQuery);
                if (takes && asks) {
                    boolean first = parameters.get(0).isEquivalentTo(EnvironmentScope.class);
                    boolean uses = code.getMethodCallsFromSelf().stream().anyMatch(ArchitectureTest::usesScope);
                    events.add(new SimpleConditionEvent(
                            code,
                            first && uses,
                            code.getFullName() + (first ? " forgets its scope" : " has another first parameter")));
                }
            }
        };
    }

    private static boolean makesQuery(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        return call.getName().matches("createQuery|createNativeQuery|prepareStatement")
                || owner.isEquivalentTo(Rows.class)
                || owner.isEquivalentTo(OneColumn.class) && call.getName().equals("query")
                || owner.isAssignableTo(PanacheRepositoryBase.class)
                        && call.getName().matches("(find|list|stream|update|delete|count).*");
    }

    /** Or hands it on. */
    private static boolean usesScope(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(EnvironmentScope.class)
                || call.getTarget().getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(EnvironmentScope.class));
    }

    private static ArchCondition<JavaCodeUnit> notReadRowsByPosition() {
        return new ArchCondition<>("not read rows by position") {
            @Override
            public void check(JavaCodeUnit code, ConditionEvents events) {
                code.getMethodCallsFromSelf().stream()
                        .filter(ArchitectureTest::readsByPosition)
                        .forEach(call -> events.add(SimpleConditionEvent.violated(code, call.getDescription())));
                code.getReferencedClassObjects().stream()
                        .filter(object -> object.getRawType().isEquivalentTo(Object[].class))
                        .forEach(object -> events.add(SimpleConditionEvent.violated(
                                code, code.getFullName() + " asks for rows that have no names")));
            }
        };
    }

    /** An untyped query answers with arrays, or with what somebody casts to them. */
    private static boolean readsByPosition(JavaMethodCall call) {
        String method = call.getName();
        JavaClass owner = call.getTargetOwner();
        if (owner.isEquivalentTo(Query.class)) {
            return method.matches("get(Single)?Result.*");
        }
        boolean byPosition = !call.getTarget().getRawParameterTypes().isEmpty()
                && call.getTarget().getRawParameterTypes().get(0).isEquivalentTo(int.class);
        boolean isRow = owner.isAssignableTo(ResultSet.class) || owner.isAssignableTo(Tuple.class);
        return isRow && method.startsWith("get") && byPosition || isRow && method.equals("toArray");
    }

    private static DescribedPredicate<JavaClass> annotatedEntity() {
        return DescribedPredicate.describe("an entity", type -> type.isAnnotatedWith(Entity.class));
    }

    /** Otherwise what a request accepts is looked at when the answer is written, and that is too late. The API writes JSON, always. */
    @ArchTest
    static final ArchRule a_page_that_acts_says_what_it_answers_before_it_acts = methods()
            .that()
            .areAnnotatedWith(POST.class)
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameEndingWith("Pages")
            .should(ArchCondition.from(DescribedPredicate.<JavaMethod>describe(
                    "say what they answer",
                    method -> method.isAnnotatedWith(Produces.class)
                            || method.getOwner().isAnnotatedWith(Produces.class))));

    private static ArchCondition<JavaMethod> takeOneOf(Class<?>... types) {
        return new ArchCondition<>("take an actor") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean takes = method.getRawParameterTypes().stream()
                        .anyMatch(parameter -> Stream.of(types).anyMatch(parameter::isEquivalentTo));
                events.add(new SimpleConditionEvent(method, takes, method.getFullName() + " takes no actor"));
            }
        };
    }

    private static ArchCondition<JavaMethod> callRecurring() {
        return new ArchCondition<>("be attempted by " + Recurring.class.getSimpleName()) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean attempted = method.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Recurring.class));
                events.add(new SimpleConditionEvent(
                        method, attempted, method.getFullName() + " leaves its failures to the scheduler"));
            }
        };
    }

    private static ArchCondition<JavaMethod> takeFirst(Class<?> type) {
        return new ArchCondition<>("take " + type.getSimpleName() + " first") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean takes = !method.getRawParameterTypes().isEmpty()
                        && method.getRawParameterTypes().get(0).isEquivalentTo(type);
                events.add(
                        new SimpleConditionEvent(method, takes, method.getFullName() + " has another first parameter"));
            }
        };
    }

    /** A constructor call with more than five values, from anywhere but the record and its builder. */
    private static ArchCondition<JavaClass> buildLongRecordsByPosition() {
        return new ArchCondition<>("build records of more than five components by position") {
            @Override
            public void check(JavaClass caller, ConditionEvents events) {
                for (JavaConstructorCall call : caller.getConstructorCallsFromSelf()) {
                    JavaClass record = call.getTargetOwner();
                    boolean itself =
                            caller.equals(record) || caller.getSimpleName().equals(builderOf(record));
                    if (record.isRecord()
                            && call.getTarget().getRawParameterTypes().size() > 5
                            && !itself) {
                        events.add(SimpleConditionEvent.satisfied(call, call.getDescription()));
                    }
                }
            }
        };
    }

    private static String builderOf(JavaClass record) {
        String outer = record.getEnclosingClass().map(JavaClass::getSimpleName).orElse("");
        return outer + record.getSimpleName() + "Builder";
    }
}
