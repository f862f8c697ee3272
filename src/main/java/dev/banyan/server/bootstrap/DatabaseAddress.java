package dev.banyan.server.bootstrap;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the database is and who we are there. Accepts JDBC URLs and the {@code postgresql://} form of psql and most hosts. Several hosts are a
 * primary and its standbys, of which only the primary takes changes: unless told otherwise, that is the one that is looked for.
 */
record DatabaseAddress(String jdbcUrl, String user, String password) {
    private static final Pattern HOSTS = Pattern.compile("[\\w.-]+(:\\d{1,5})?(,[\\w.-]+(:\\d{1,5})?)*");
    private static final Pattern SEVERAL_HOSTS = Pattern.compile("jdbc:postgresql://[^/?]*,.*");

    static DatabaseAddress of(String url, String user, String password) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(towardsPrimary(url), user, password);
        }
        if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
            return fromUri(parse(url), user, password);
        }
        throw new StartFailure(
                "BANYAN_DATABASE_URL must look like jdbc:postgresql://db.example:5432/banyan (Banyan needs PostgreSQL).");
    }

    private static DatabaseAddress fromUri(URI uri, String user, String password) {
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        String[] login = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseAddress(
                towardsPrimary("jdbc:postgresql://" + authority.substring(at + 1) + uri.getRawPath() + query),
                user == null && login.length > 0 ? decode(login[0]) : user,
                password == null && login.length > 1 ? decode(login[1]) : password);
    }

    private static String towardsPrimary(String url) {
        if (!SEVERAL_HOSTS.matcher(url).matches() || url.contains("targetServerType=")) {
            return url;
        }
        return url + (url.contains("?") ? "&" : "?") + "targetServerType=primary";
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url);
            if (namesHosts(uri) && uri.getRawPath() != null && uri.getRawPath().length() > 1) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // Its message repeats the URL, and with it a password; the sentence below does not.
        }
        throw new StartFailure("BANYAN_DATABASE_URL names no host and database: it must look like"
                + " postgresql://db.example:5432/banyan, with special characters of a password percent-encoded.");
    }

    /** Several are no host as {@link URI} has it. */
    private static boolean namesHosts(URI uri) {
        String authority = uri.getRawAuthority();
        return uri.getHost() != null
                || authority != null
                        && HOSTS.matcher(authority.substring(authority.lastIndexOf('@') + 1))
                                .matches();
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** What {@code application.properties} makes the data source of. */
    Map<String, String> asProperties() {
        return Map.of(
                "banyan.database.url", jdbcUrl,
                "banyan.database.user", user == null ? "" : user,
                "banyan.database.password", password == null ? "" : password);
    }

    @Override
    public String toString() {
        return jdbcUrl.replaceAll("\\?.*", "");
    }
}
