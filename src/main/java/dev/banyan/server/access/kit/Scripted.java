package dev.banyan.server.access.kit;

/**
 * Whether a request comes from the scripts of an open page, which put a piece of it in place, or from a browser that loads a page. With scripts
 * or without, a button sends the same.
 */
public final class Scripted {
    /** What htmx sends with each of its requests. */
    public static final String HEADER = "HX-Request";

    private Scripted() {}

    /** @param header the value of {@link #HEADER}; null where it was not sent */
    public static boolean says(String header) {
        return "true".equals(header);
    }
}
