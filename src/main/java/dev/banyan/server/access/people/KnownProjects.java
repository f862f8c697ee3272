package dev.banyan.server.access.people;

/** Which projects there are. Those who keep them stand above this slice. */
public interface KnownProjects {

    boolean isThere(String project);
}
