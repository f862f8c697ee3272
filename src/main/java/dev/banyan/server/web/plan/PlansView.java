package dev.banyan.server.web.plan;

import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Permit;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/** All that the page of an environment's plans shows. */
public record PlansView(Layout layout, Listing list) {

    /**
     * Some of the plans.
     *
     * @param over whether they are those of the past
     * @param older where the rest is, or null
     * @param first where the first page is, or null on the first page
     * @param live where the page hears of changes
     */
    @RecordBuilder
    public record Listing(
            EnvironmentAddress address,
            Permit permit,
            boolean over,
            List<PlanBoard> plans,
            String older,
            String first,
            String live) {

        public String past() {
            return address.plans() + "?which=over";
        }

        public boolean none() {
            return plans.isEmpty() && first == null;
        }
    }
}
