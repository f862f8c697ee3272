package dev.banyan.server.report;

/**
 * A build of which instances are connected now.
 *
 * @param application empty when it gave no name
 * @param declares whether its code asks for the route; null while it has not said what its code asks for
 */
public record ConnectedBuild(String application, String version, long instances, Boolean declares) {

    /** As it is called in a sentence. */
    public String name() {
        return Declaration.named(application, version);
    }
}
