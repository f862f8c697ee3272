package dev.banyan.server.web.kit;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * What stands around every page.
 *
 * @param title what the page is about, for the browser's tab
 * @param assets changes with every build, so that browsers may keep styles and scripts for long
 * @param viewer who is signed in, or null on the sign-in page
 * @param place where in a project the page stands, or null outside of one
 * @param notice the outcome of the last action, or null
 * @param outage null while the database is there
 * @param confirmation what is asked before it is done, or null
 */
@RecordBuilder
public record Layout(
        String title,
        String assets,
        Viewer viewer,
        Place place,
        ActionNotice notice,
        OutageBand outage,
        ConfirmationDialog confirmation) {

    public Layout(String title, String assets, Viewer viewer, Place place, ActionNotice notice) {
        this(title, assets, viewer, place, notice, null, null);
    }

    /** Who looks at the page; {@code csrf} goes into every form. */
    public record Viewer(String userName, String name, String role, String csrf) {}

    /**
     * A project and the environment that is looked at.
     *
     * @param unread how many notices the viewer has not read; null while the database is away
     */
    public record Place(
            String project,
            EnvironmentAddress address,
            Section section,
            List<EnvironmentLink> environments,
            Integer unread) {

        public Place(String project, EnvironmentAddress address, Section section, List<EnvironmentLink> environments) {
            this(project, address, section, environments, null);
        }

        public Place unread(int count) {
            return new Place(project, address, section, environments, count);
        }

        public BellView bell() {
            return new BellView(unread == null ? 0 : unread);
        }

        public boolean notices() {
            return section == Section.NOTICES;
        }

        public boolean traffic() {
            return section == Section.TRAFFIC;
        }

        public boolean progress() {
            return section == Section.PROGRESS;
        }

        public boolean calendar() {
            return section == Section.CALENDAR;
        }

        public boolean routes() {
            return section == Section.ROUTES;
        }

        public boolean plans() {
            return section == Section.PLANS;
        }

        public boolean rollbacks() {
            return section == Section.ROLLBACKS;
        }

        public boolean audit() {
            return section == Section.AUDIT;
        }

        public EnvironmentLink current() {
            return environments.stream()
                    .filter(EnvironmentLink::current)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The parts of a project between which the navigation moves. */
    public enum Section {
        ROUTES,
        TRAFFIC,
        PLANS,
        PROGRESS,
        CALENDAR,
        ROLLBACKS,
        NOTICES,
        AUDIT
    }

    /** One choice of the environment switcher. */
    public record EnvironmentLink(String name, String href, boolean isProtected, boolean current) {}

    public Layout with(ActionNotice outcome) {
        return LayoutBuilder.builder(this).notice(outcome).build();
    }

    public Layout under(OutageBand band) {
        return LayoutBuilder.builder(this).outage(band).build();
    }

    public Layout asking(ConfirmationDialog before) {
        return LayoutBuilder.builder(this).confirmation(before).build();
    }
}
