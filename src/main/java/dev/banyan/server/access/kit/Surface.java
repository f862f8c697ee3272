package dev.banyan.server.access.kit;

/** The parts of the address space. Each knows one kind of credential and ignores the others, so that none can stand in for another. */
public enum Surface {
    /** Services: an SDK key. */
    SDK,
    /** People and machines: a signed token. */
    API,
    /** Browsers: a session cookie. Also whatever nobody thought of, which is denied like any page without a session. */
    UI,
    /** What needs no credentials; none are looked at. */
    OPEN;

    public static Surface of(String path) {
        if (within(path, "/sdk") || within(path, "/ofrep")) {
            return SDK;
        }
        if (within(path, "/api")) {
            return API;
        }
        boolean open =
                within(path, "/q") || within(path, "/assets") || within(path, "/webjars") || within(path, "/replica");
        return open || path.equals("/favicon.ico") ? OPEN : UI;
    }

    private static boolean within(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }
}
