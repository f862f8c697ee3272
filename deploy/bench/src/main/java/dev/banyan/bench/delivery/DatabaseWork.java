package dev.banyan.bench.delivery;

import dev.banyan.harness.Postgres;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the database has done so far, by counters that are exact at every moment.
 *
 * @param transactions that have written, by PostgreSQL's transaction ids
 * @param bytes of its write-ahead log
 * @param statements of delivery, as the replicas count them themselves; NaN when they do not
 */
record DatabaseWork(double transactions, double bytes, double statements) {
    private static final String COUNTERS =
            "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint, pg_current_wal_insert_lsn() - '0/0'";

    /** The counter of the statements that delivery sends, summed over its labels. */
    private static final Pattern STATEMENTS =
            Pattern.compile("^banyan_delivery_statements_total(?:\\{[^}]*})? ([0-9.eE+]+)$", Pattern.MULTILINE);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    static DatabaseWork soFar(Postgres postgres, List<ServerProcess> replicas) {
        double statements =
                replicas.stream().mapToDouble(DatabaseWork::statements).sum();
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(COUNTERS)) {
            row.next();
            return new DatabaseWork(row.getDouble(1), row.getDouble(2), statements);
        } catch (SQLException failed) {
            throw new RunFailure("The database does not say what it did: " + failed.getMessage(), failed);
        }
    }

    DatabaseWork since(DatabaseWork before) {
        return new DatabaseWork(
                transactions - before.transactions, bytes - before.bytes, statements - before.statements);
    }

    private static double statements(ServerProcess replica) {
        URI metrics = replica.url().resolve("/q/metrics");
        try {
            String text = CLIENT.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            Matcher line = STATEMENTS.matcher(text);
            double sum = 0;
            boolean any = false;
            while (line.find()) {
                sum += Double.parseDouble(line.group(1));
                any = true;
            }
            return any ? sum : Double.NaN;
        } catch (IOException failed) {
            throw new RunFailure("The server does not show its metrics: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RunFailure("The run is ending.", interrupted);
        }
    }
}
