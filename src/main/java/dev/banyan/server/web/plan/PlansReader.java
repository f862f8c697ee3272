package dev.banyan.server.web.plan;

import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.plan.PlanView;
import dev.banyan.server.plan.Plans;
import dev.banyan.server.plan.rules.Status;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Permit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Reads the list of an environment's plans. */
@ApplicationScoped
class PlansReader {
    /** Each that is under way is looked at anew while the page is open. */
    private static final int SHOWN = 20;

    private static final String OVER = "over";

    private final Plans plans;
    private final PlanBoards boards;
    private final Clock clock;

    PlansReader(Plans plans, PlanBoards boards, Clock clock) {
        this.plans = plans;
        this.boards = boards;
        this.clock = clock;
    }

    /** Which part of the list: those under way or those that are over, and from where on. */
    record Wanted(boolean over, PageRequest page) {
        static Wanted of(String which, String after) {
            return new Wanted(OVER.equals(which), PageRequest.of(SHOWN, after));
        }

        private String query(String after) {
            String which = over ? "?which=" + OVER : "";
            return after == null ? which : which + (which.isEmpty() ? "?" : "&") + "after=" + after;
        }
    }

    PlansView.Listing read(EnvironmentState environment, Permit permit, Wanted wanted) {
        EnvironmentAddress address = EnvironmentAddress.of(environment.scope());
        PageRequest page = wanted.page();
        List<PlanView> rows = plans.ofEnvironment(
                environment.scope(),
                wanted.over() ? Status.OVER : Status.LIVE,
                page.afterNumber().orElse(Long.MAX_VALUE),
                page.fetch());
        Page<PlanView> some = Page.of(rows, page, plan -> String.valueOf(plan.id()));
        return PlansViewListingBuilder.builder()
                .address(address)
                .permit(permit)
                .over(wanted.over())
                .plans(boards.list(environment, permit, some.items(), clock.instant()))
                .older(some.next() == null ? null : address.plans() + wanted.query(some.next()))
                .first(page.after() == null ? null : address.plans() + wanted.query(null))
                .live(address.plansLive() + wanted.query(page.after()))
                .build();
    }
}
