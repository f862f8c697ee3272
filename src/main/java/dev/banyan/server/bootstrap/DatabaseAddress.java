package dev.banyan.server.bootstrap;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Where the database is and who we are there. Accepts JDBC URLs and the {@code postgresql://} form of psql and most hosts. */
record DatabaseAddress(String jdbcUrl, String user, String password) {

    static DatabaseAddress of(String url, String user, String password) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(url, user, password);
        }
        if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
            return fromUri(parse(url), user, password);
        }
        throw new StartFailure(
                "BANYAN_DATABASE_URL must look like jdbc:postgresql://db.example:5432/banyan (Banyan needs PostgreSQL).");
    }

    private static DatabaseAddress fromUri(URI uri, String user, String password) {
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new DatabaseAddress(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                user == null && login.length > 0 ? decode(login[0]) : user,
                password == null && login.length > 1 ? decode(login[1]) : password);
    }

    private static URI parse(String url) {
        try {
            URI uri = URI.create(url);
            if (uri.getHost() != null
                    && uri.getRawPath() != null
                    && uri.getRawPath().length() > 1) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // Its message repeats the URL, and with it a password; the sentence below does not.
        }
        throw new StartFailure("BANYAN_DATABASE_URL names no host and database: it must look like"
                + " postgresql://db.example:5432/banyan, with special characters of a password percent-encoded.");
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
