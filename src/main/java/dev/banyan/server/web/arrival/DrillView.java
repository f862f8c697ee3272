package dev.banyan.server.web.arrival;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.figures.Spans;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.kit.RouteAddress;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * When a route's rollback was rehearsed.
 *
 * @param at null when it never was
 * @param took until the last instance had it, or null when some were missing
 * @param page where its proof stands
 */
@RecordBuilder
public record DrillView(
        RouteAddress address, Permit permit, Moment at, String by, int applied, int total, Duration took, String page) {

    public static DrillView never(RouteAddress address, Permit permit) {
        return DrillViewBuilder.builder()
                .address(address)
                .permit(permit)
                .at(null)
                .by(null)
                .applied(0)
                .total(0)
                .took(null)
                .page(null)
                .build();
    }

    public boolean never() {
        return at == null;
    }

    /** "12 of 12 instances in 41 ms". */
    public String reached() {
        if (total == 0) {
            return "no instance was connected";
        }
        String counted = Figures.count(applied) + " of " + Figures.count(total, "instance", "instances");
        return took == null ? counted : counted + " in " + Spans.span(took);
    }

    public boolean missed() {
        return !never() && applied < total;
    }
}
