package dev.banyan.server.web.plan;

import dev.banyan.server.catalog.Route;
import dev.banyan.server.catalog.Routes;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.flag.Flags;
import dev.banyan.server.guard.Guards;
import dev.banyan.server.guard.rules.GuardStanding;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.FlagWords;
import dev.banyan.server.web.guard.GuardView;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.plan.PlanBoard.Member;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Reads how each route of a plan stands. */
@ApplicationScoped
class PlanMembers {
    private final Routes routes;
    private final Flags flags;
    private final Guards guards;

    PlanMembers(Routes routes, Flags flags, Guards guards) {
        this.routes = routes;
        this.flags = flags;
        this.guards = guards;
    }

    /** Those that are still there: of a plan of the past routes may have been deleted. */
    List<Member> read(EnvironmentState environment, List<String> keys, Permit permit, Instant now) {
        FlagWords words = new FlagWords(environment, permit, now);
        EnvironmentScope scope = environment.scope();
        return routes.named(scope.project(), keys).stream()
                .sorted(Comparator.comparing(Route::key))
                .map(route ->
                        member(words.view(route, flags.get(scope, route.key())), guards.standing(scope, route.key())))
                .toList();
    }

    /** Where a route stands, in a few words. */
    static String place(FlagPanel flag) {
        if (flag.rolledBack()) {
            return flag.status().label() + ": " + flag.standing();
        }
        return flag.notStarted() ? flag.status().label() : flag.rollout().sentence();
    }

    static Member member(FlagPanel flag, GuardStanding standing) {
        return PlanBoardMemberBuilder.builder()
                .key(flag.head().key())
                .page(flag.head().address().page())
                .share(flag.onNew())
                .track(flag.track())
                .place(place(flag))
                .guard(GuardView.Tone.of(standing.verdict()))
                .words(Shares.narrow(standing.words()))
                .build();
    }
}
