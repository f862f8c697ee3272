package dev.banyan.server.web.retirement;

import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Moment;
import dev.banyan.server.web.kit.RouteAddress;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * The proof that the old path of a route is dead, to be read and printed.
 *
 * @param legacy where legacy is called, or null when nobody said
 */
@RecordBuilder
public record RetirementView(
        Layout layout,
        RouteAddress address,
        String project,
        String environment,
        String legacy,
        Moment at,
        int silentDays,
        boolean proven,
        List<Row> conditions,
        List<Build> builds,
        List<Site> sites) {

    /** @param since in words, or null */
    public record Row(String title, boolean met, String evidence, Moment since, List<String> details) {

        public String icon() {
            return met ? "check" : "alert";
        }

        public String word() {
            return met ? "Met" : "Not met";
        }
    }

    /**
     * A build that has asked for the route.
     *
     * @param there since when it is not there any more, or null while it is
     * @param called the hour of its last call on legacy, or null
     * @param caller the instance that made it
     * @param since from when on it would be known
     * @param uncounted an instance that has sent no outcomes, or null
     */
    @RecordBuilder
    public record Build(
            String name, String running, Moment there, Moment called, String caller, Moment since, String uncounted) {}

    /** @param builds which builds have it, and how many instances of them run */
    public record Site(String where, String builds) {}

    public long met() {
        return conditions.stream().filter(Row::met).count();
    }

    public String headline() {
        return proven
                ? "The old path of " + address.key() + " is dead."
                : "Not yet: " + met() + " of " + conditions.size() + " conditions are met.";
    }

    public boolean noSites() {
        return sites.isEmpty();
    }
}
