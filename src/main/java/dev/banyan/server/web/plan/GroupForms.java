package dev.banyan.server.web.plan;

import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.plan.PlanRequest;
import dev.banyan.server.plan.Plans;
import dev.banyan.server.plan.rules.PlanName;
import dev.banyan.server.plan.rules.Template;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.FlagWords;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.FieldRefusal;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.Sentences;
import dev.banyan.server.web.plan.GroupForm.Choice;
import dev.banyan.server.web.plan.GroupForm.Pace;
import dev.banyan.server.web.plan.GroupForm.Taken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the form of routes that move together, and reads what was entered in it. */
@ApplicationScoped
class GroupForms {
    private static final String OWN = "own";
    private static final int LONGEST_NAME = 100;
    private static final int MOST_ROUTES = 100;

    private final Routes routes;
    private final Flags flags;
    private final Plans plans;
    private final Clock clock;

    GroupForms(Routes routes, Flags flags, Plans plans, Clock clock) {
        this.routes = routes;
        this.flags = flags;
        this.plans = plans;
        this.clock = clock;
    }

    /** What was entered. */
    record Entry(String name, List<String> routes, String template, String search) {

        static Entry of(String name, List<String> routes, String template, String search) {
            return new Entry(
                    Objects.requireNonNullElse(name, ""),
                    routes == null ? List.of() : List.copyOf(routes),
                    Objects.requireNonNullElse(template, Template.NORMAL.key()),
                    Objects.requireNonNullElse(search, "").strip());
        }

        static Entry choosing(List<String> routes) {
            return of(null, routes, null, null);
        }

        String named() {
            String stripped = name.strip();
            if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
                throw Problem.badField(
                        "name",
                        stripped.isEmpty() ? "The plan has no name." : "The name is longer than 100 characters.",
                        "Say in a few words what moves here, such as Checkout.");
            }
            return stripped;
        }

        List<String> chosen() {
            if (routes.isEmpty() || routes.size() > MOST_ROUTES) {
                throw Problem.badField(
                        "routes",
                        routes.isEmpty()
                                ? "No route is ticked."
                                : routes.size() + " routes are ticked; a plan moves " + MOST_ROUTES + " at most.",
                        routes.isEmpty() ? "Tick those that move together." : "Make another plan for the rest.");
            }
            return routes;
        }

        /** Steps of one's own begin from those of a template, and are edited before anybody is moved. */
        PlanRequest request() {
            return new PlanRequest(own() ? Template.NORMAL : PlanPages.template(template), null);
        }

        boolean own() {
            return OWN.equals(template);
        }
    }

    /** @param refused why there is no plan yet, or null */
    GroupForm read(Layout layout, EnvironmentState environment, Permit permit, Entry entry, Problem refused) {
        return form(
                layout,
                EnvironmentAddress.of(environment.scope()),
                permit,
                entry,
                choices(environment, permit),
                refused);
    }

    static GroupForm form(
            Layout layout,
            EnvironmentAddress address,
            Permit permit,
            Entry entry,
            Stream<Choice> choices,
            Problem refused) {
        String field = refused == null ? null : refused.field().orElse("");
        FieldRefusal words = refused == null ? null : refusal(refused);
        boolean ofName = "name".equals(field);
        boolean ofRoutes = "routes".equals(field);
        return GroupFormBuilder.builder()
                .layout(layout)
                .address(address)
                .permit(permit)
                .name(entry.name())
                .template(entry.template())
                .search(entry.search())
                .choices(entered(choices, entry))
                .paces(paces(entry))
                .refused(ofName || ofRoutes ? null : words)
                .nameRefused(ofName ? words : null)
                .routesRefused(ofRoutes ? words : null)
                .build();
    }

    private Stream<Choice> choices(EnvironmentState environment, Permit permit) {
        EnvironmentAddress address = EnvironmentAddress.of(environment.scope());
        FlagWords words = new FlagWords(environment, permit, clock.instant());
        Map<String, PlanName> live = plans.live(environment.scope());
        Map<String, Route> byKey = routes.all(environment.scope().project(), null).stream()
                .collect(Collectors.toMap(Route::key, Function.identity()));
        return flags.ofEnvironment(environment.scope()).stream()
                .map(flag -> choice(
                        words.view(byKey.get(flag.route()), flag),
                        flag.kind(),
                        Optional.ofNullable(live.get(flag.route()))
                                .map(plan -> new Taken(
                                        plan.name(), address.plan(plan.id()).page()))
                                .orElse(null)));
    }

    static Choice choice(FlagPanel flag, int stages, Taken plan) {
        boolean movable = !flag.rolledBack() && !flag.complete();
        return GroupFormChoiceBuilder.builder()
                .head(flag.head())
                .kind(stages + " stages")
                .place(PlanMembers.place(flag))
                .plan(plan)
                .movable(movable)
                .ticked(false)
                .found(true)
                .build();
    }

    /** Those of one kind beside each other. */
    private static List<Choice> entered(Stream<Choice> all, Entry entry) {
        String[] looked = entry.search().toLowerCase(Locale.ROOT).split("\\s+");
        return all.map(it -> GroupFormChoiceBuilder.builder(it)
                        .ticked(entry.routes().contains(it.head().key()))
                        .found(Arrays.stream(looked).allMatch(it.searchText()::contains))
                        .build())
                .sorted(Comparator.comparing(Choice::kind)
                        .thenComparing(it -> it.head().key()))
                .toList();
    }

    private static List<Pace> paces(Entry entry) {
        Stream<Pace> templates = Arrays.stream(Template.values())
                .map(each -> new Pace(
                        each.key(),
                        Sentences.capital(each.key()),
                        each.words(),
                        each.key().equals(entry.template())));
        Pace own = new Pace(
                OWN, "Steps of your own", "You lay them down on the next page, before anybody is moved.", entry.own());
        return Stream.concat(templates, Stream.of(own)).toList();
    }

    private static FieldRefusal refusal(Problem refused) {
        return new FieldRefusal(
                Optional.ofNullable(refused.getMessage()).orElse(refused.title()),
                refused.remedy().orElse(""));
    }
}
