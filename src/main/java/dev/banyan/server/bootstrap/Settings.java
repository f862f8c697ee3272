package dev.banyan.server.bootstrap;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What must be known before the application starts, read from the environment. A wrong value stops the start-up.
 *
 * @param host address to listen on; the loopback address unless told, because sign-in over plain HTTP from elsewhere
 *     would send passwords in the clear (put a TLS proxy in front, then open it)
 * @param data directory of the embedded PostgreSQL
 * @param cache directory of what this replica can start with while its database is away; empty: below the data, by port
 * @param database a PostgreSQL of one's own; empty: the embedded one
 * @param stopWith process whose end ends the server too, so that whoever started it leaves no orphan
 */
@RecordBuilder
record Settings(
        String host,
        int port,
        Path data,
        Optional<Path> cache,
        Optional<DatabaseAddress> database,
        OptionalLong stopWith) {

    static final String DEFAULT_HOST = "127.0.0.1";
    static final int DEFAULT_PORT = 8080;

    static Settings from(Map<String, String> environment, String home) {
        return SettingsBuilder.builder()
                .host(text(environment, "BANYAN_HOST").orElse(DEFAULT_HOST))
                .port(text(environment, "BANYAN_PORT").map(Settings::port).orElse(DEFAULT_PORT))
                .data(text(environment, "BANYAN_DATA")
                        .map(path("BANYAN_DATA"))
                        .orElseGet(() -> home(environment, home).resolve(".banyan")))
                .cache(text(environment, "BANYAN_CACHE").map(path("BANYAN_CACHE")))
                .database(database(environment))
                .stopWith(text(environment, "BANYAN_STOP_WITH_PID")
                        .map(Settings::pid)
                        .map(OptionalLong::of)
                        .orElse(OptionalLong.empty()))
                .build();
    }

    /** A user whom no list of users knows has none: the JVM calls it "?" then, which would be a directory wherever one stands. */
    private static Path home(Map<String, String> environment, String ofUser) {
        return Stream.of(Optional.of(ofUser), text(environment, "HOME"))
                .flatMap(Optional::stream)
                .map(Path::of)
                .filter(Path::isAbsolute)
                .findFirst()
                .orElseThrow(() -> new StartFailure("The user that the server runs as has no home directory: set"
                        + " BANYAN_DATA to the directory in which it is to keep its data."));
    }

    private static Optional<DatabaseAddress> database(Map<String, String> environment) {
        String user = text(environment, "BANYAN_DATABASE_USER").orElse(null);
        String password = text(environment, "BANYAN_DATABASE_PASSWORD").orElse(null);
        Optional<String> url = text(environment, "BANYAN_DATABASE_URL");
        if (url.isEmpty() && environment.containsKey("QUARKUS_DATASOURCE_JDBC_URL")) {
            return Optional.of(DatabaseAddress.of(
                    environment.get("QUARKUS_DATASOURCE_JDBC_URL"),
                    environment.get("QUARKUS_DATASOURCE_USERNAME"),
                    environment.get("QUARKUS_DATASOURCE_PASSWORD")));
        }
        if (url.isEmpty() && (user != null || password != null)) {
            throw new StartFailure("BANYAN_DATABASE_USER or BANYAN_DATABASE_PASSWORD is set without"
                    + " BANYAN_DATABASE_URL: set it to jdbc:postgresql://host:5432/database, or unset the others.");
        }
        return url.map(value -> DatabaseAddress.of(value, user, password));
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static int port(String value) {
        long port = number("BANYAN_PORT", value);
        if (port < 1 || port > 65_535) {
            throw new StartFailure("BANYAN_PORT must be a port between 1 and 65535, but is " + value + ".");
        }
        return (int) port;
    }

    private static long pid(String value) {
        return number("BANYAN_STOP_WITH_PID", value);
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new StartFailure(name + " must be a number, but is \"" + value + "\".");
        }
    }

    private static Function<String, Path> path(String name) {
        return value -> {
            try {
                return Path.of(value).toAbsolutePath().normalize();
            } catch (InvalidPathException notAPath) {
                throw new StartFailure(name + " must name a directory, but is \"" + value + "\".");
            }
        };
    }
}
