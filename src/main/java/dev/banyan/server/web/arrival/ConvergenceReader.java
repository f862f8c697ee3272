package dev.banyan.server.web.arrival;

import dev.banyan.server.convergence.Arrival;
import dev.banyan.server.convergence.Convergence;
import dev.banyan.server.convergence.Convergences;
import dev.banyan.server.convergence.Straggler;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.EnvironmentState;
import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Shares;
import dev.banyan.server.flag.state.Drill;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Reads how far changes have come, in the words of the pages. */
@ApplicationScoped
public class ConvergenceReader {
    private final Convergences convergences;

    ConvergenceReader(Convergences convergences) {
        this.convergences = convergences;
    }

    public ConvergenceView read(EnvironmentState environment, long revision, Instant now) {
        Convergence convergence = convergences.of(environment, revision);
        EnvironmentAddress address = address(environment.scope());
        return ConvergenceViewBuilder.builder()
                .revision(revision)
                .page(address.convergence(revision))
                .counts(new ConvergenceView.Counts(
                        convergence.applied(), convergence.pending(), convergence.refused(), convergence.gone()))
                .times(ConvergenceView.Times.ofMillis(
                        convergence.firstMillis(),
                        convergence.p50Millis(),
                        convergence.p99Millis(),
                        convergence.lastMillis()))
                .since(Duration.between(convergence.committedAt(), now))
                .stragglers(convergence.stragglers().stream()
                        .map(each -> straggler(each, address, now))
                        .toList())
                .more(convergence.moreStragglers())
                .detailed(true)
                .build();
    }

    /** @param drill the last one, or null */
    public DrillView drill(
            EnvironmentState environment, RouteAddress address, Drill drill, Permit permit, Instant now) {
        if (drill == null) {
            return DrillView.never(address, permit);
        }
        Arrival arrival = convergences.arrival(environment, drill.revision());
        return DrillViewBuilder.builder()
                .address(address)
                .permit(permit)
                .at(new Moment(drill.at(), now))
                .by(drill.by())
                .applied(arrival.applied())
                .total(arrival.total())
                .took(
                        arrival.complete() && arrival.lastMillis() != null
                                ? Duration.ofMillis(arrival.lastMillis())
                                : null)
                .page(address.environment().convergence(drill.revision()))
                .build();
    }

    private static ConvergenceView.Straggler straggler(Straggler each, EnvironmentAddress address, Instant now) {
        return ConvergenceViewStragglerBuilder.builder()
                .id(each.id())
                .application(each.application().isEmpty() ? "(unnamed)" : each.application())
                .version(each.version())
                .host(each.host())
                .sdk(each.sdk())
                .state(each.state().key())
                .revision(
                        each.revision() == null ? "none of this server" : "revision " + Figures.count(each.revision()))
                .refusal(each.refusal())
                .still(each.still().stream()
                        .map(line -> new ConvergenceView.Straggler.Line(
                                line.route(), address.route(line.route()).page(), Shares.narrow(line.words())))
                        .toList())
                .moreRoutes(
                        each.moreRoutes() == 0
                                ? null
                                : "and " + Figures.count(each.moreRoutes(), "route", "routes") + " more")
                .lastSeen(new Moment(each.lastSeen(), now))
                .build();
    }

    private static EnvironmentAddress address(EnvironmentScope scope) {
        return new EnvironmentAddress(scope.project(), scope.key());
    }
}
