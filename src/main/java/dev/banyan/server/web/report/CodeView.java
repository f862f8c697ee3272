package dev.banyan.server.web.report;

import java.util.List;

/** Which services ask for a route, and from where in their code. */
public record CodeView(List<Build> builds) {

    static final CodeView NONE = new CodeView(List.of());

    /**
     * A version of a service.
     *
     * @param running how many instances of it there are now, in words
     * @param expects what its code says about the route
     */
    public record Build(String application, String version, String running, String expects, List<String> sites) {}

    public boolean none() {
        return builds.isEmpty();
    }
}
