package dev.banyan.server.web.overview;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.arrival.ConvergenceView;
import dev.banyan.server.web.flag.FlagPanel;
import dev.banyan.server.web.flag.FlagStatus;
import dev.banyan.server.web.flag.RollbackView;
import dev.banyan.server.web.kit.Ask;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.traffic.SplitView;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How much of the old system is left in one environment.
 *
 * @param split the requests of all routes in the last minutes
 * @param rows the routes that are counted and drawn as roots
 * @param convergence how far the newest change of the environment has spread
 * @param rollback the rollback of the whole environment, or null
 */
@RecordBuilder
public record SummaryView(
        EnvironmentAddress address,
        String environment,
        boolean isProtected,
        SplitView split,
        List<RouteRow> rows,
        RollbackView rollback,
        ConvergenceView convergence,
        Permit permit) {

    /** A route as a root that grows from the top to the ground; all numbers in percent. */
    @RecordBuilder
    public record Root(String href, String x, String width, double grown, String words, boolean back) {}

    public boolean empty() {
        return rows.isEmpty();
    }

    /** Null where there is nothing to roll back. */
    public Ask rollBackAll() {
        return RollBackAllWords.ask(this);
    }

    public boolean rolledBack() {
        return rollback != null;
    }

    public String headline() {
        if (split.silent()) {
            return settled() + " of " + Figures.count(rows.size(), "route", "routes") + " moved for good";
        }
        if (split.onLegacyOnly()) {
            return "Every request still uses the old system";
        }
        return split.onNewOnly()
                ? "Nothing uses the old system any more"
                : split.legacyText() + " of requests use the old system " + split.period();
    }

    public String moved() {
        return settled() + " of " + Figures.count(rows.size(), "route has", "routes have") + " moved for good";
    }

    public long settled() {
        return count(FlagStatus.COMPLETE);
    }

    public long moving() {
        return count(FlagStatus.MOVING);
    }

    public long waiting() {
        return count(FlagStatus.NOT_STARTED) + count(FlagStatus.LEGACY);
    }

    public long back() {
        return count(FlagStatus.RETURNING) + count(FlagStatus.ROLLED_BACK) + count(FlagStatus.ISOLATED);
    }

    public List<Root> roots() {
        double slot = 100.0 / Math.max(4, rows.size());
        return IntStream.range(0, rows.size())
                .mapToObj(i -> root(rows.get(i), i * slot, slot))
                .toList();
    }

    private static Root root(RouteRow row, double x, double slot) {
        FlagPanel flag = row.flag();
        return SummaryViewRootBuilder.builder()
                .href(row.head().address().page())
                .x(number(x + slot * 0.28))
                .width(number(slot * 0.44))
                .grown(flag.onNew().none() ? 0 : Math.max(9, flag.onNew().drawn()))
                .words(row.head().key() + ": " + flag.headline())
                .back(flag.rolledBack())
                .build();
    }

    private long count(FlagStatus status) {
        return rows.stream().filter(row -> row.flag().status() == status).count();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
