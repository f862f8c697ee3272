package dev.banyan.server.web.overview;

import dev.banyan.server.figures.Figures;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Layout;
import dev.banyan.server.web.traffic.SplitView;
import java.util.List;

/** The projects that the viewer may see. */
public record ProjectsView(Layout layout, List<ProjectCard> projects) {

    /** One system under migration. */
    public record ProjectCard(
            String key, String name, String description, int routes, List<EnvironmentLine> environments) {

        public String routesText() {
            return Figures.count(routes, "route", "routes");
        }
    }

    /** One environment of a project and how far it has come. */
    public record EnvironmentLine(EnvironmentAddress address, String name, boolean isProtected, SplitView split) {}

    public boolean none() {
        return projects.isEmpty();
    }
}
