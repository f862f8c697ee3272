package dev.banyan.soak;

import dev.banyan.harness.Child;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at everything that could grow. */
final class Sampler {
    /** Kept for ever, or by minutes, hours and days, of which a run sees few. */
    private static final Set<String> HISTORY = Set.of(
            "audit_entry",
            "change",
            "change_item",
            "arrival",
            "guard_decision",
            "plan_event",
            "notice",
            "sdk_key",
            "outcome_minute",
            "outcome_hour",
            "outcome_day",
            "total_minute",
            "total_hour",
            "total_day",
            "flyway_schema_history");

    private static final Map<String, String> STREAMS = Map.of(
            "banyan_streams_open", "SDK", "banyan_ofrep_streams_open", "OFREP", "banyan_pages_streams_open", "pages");

    private static final double MEGA = 1024 * 1024;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final World world;
    private final Figures figures = new Figures();

    Sampler(World world) {
        this.world = world;
    }

    Figures figures() {
        return figures;
    }

    /** Only of processes that live as long as the run: what is restarted begins anew. */
    void sample() {
        vitals("server one", world.one().child());
        vitals("service one", world.services().get("service-1"));
        STREAMS.forEach((metric, kind) -> figures.add(Kind.STREAMS, kind, open(metric)));
        database();
        Logs.count(world.directory()).forEach((level, lines) -> figures.add(Kind.LINES, level, lines));
    }

    /** Of both replicas; one that is being restarted has none. */
    double open(String metric) {
        return List.of(world.one(), world.two()).stream()
                .mapToDouble(server -> figure(server, metric))
                .sum();
    }

    private void vitals(String name, Child process) {
        Vitals vitals = Vitals.of(process.pid(), world.directory());
        figures.add(Kind.HEAP, name, vitals.heapMegabytes());
        figures.add(Kind.RESIDENT, name, vitals.residentMegabytes());
        figures.add(Kind.THREADS, name, vitals.threads());
        figures.add(Kind.FILES, name, vitals.files());
    }

    private double figure(ServerProcess server, String metric) {
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/q/metrics"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(metric + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                    .sum();
        } catch (IOException away) {
            return 0;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void database() {
        try (Connection connection = world.postgres().connect();
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                Kind kind = HISTORY.contains(table) ? Kind.HISTORY : Kind.ROWS;
                figures.add(kind, table, number(statement, "select count(*) from " + table));
            }
            figures.add(Kind.DATABASE, "all", number(statement, "select pg_database_size(current_database())") / MEGA);
        } catch (SQLException failed) {
            throw new RunFailure("The database does not answer: " + failed.getMessage() + ".", failed);
        }
    }

    private static List<String> tables(Statement statement) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("select string_agg(tablename, ',' order by tablename) from pg_tables"
                        + " where schemaname = 'public'")) {
            rows.next();
            return List.of(rows.getString(1).split(","));
        }
    }

    private static double number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
