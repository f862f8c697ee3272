package dev.banyan.server.web.notice;

import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.kit.Moment;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What the server decided by itself in a project.
 *
 * @param newest the id of the newest one shown, which reading all of them names; 0 for none
 * @param read where to say that they are read, or null where nothing is new
 * @param older where the rest is, or null
 * @param first where the first page is, or null on the first page
 */
@RecordBuilder
public record NoticesView(
        Layout layout, List<Row> rows, long newest, String read, String csrf, String older, String first) {

    /**
     * One notice.
     *
     * @param evidence where the data of that moment are, or null
     */
    @RecordBuilder
    public record Row(
            String title,
            String icon,
            boolean alarming,
            boolean unread,
            String environment,
            List<Link> routes,
            String words,
            Moment at,
            String evidence) {}

    public record Link(String name, String href) {}

    public boolean none() {
        return rows.isEmpty();
    }
}
