package dev.banyan.server.report;

import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.problem.Problem;
import dev.banyan.server.report.InstanceReportRequest.Breaker;
import dev.banyan.server.report.InstanceReportRequest.DeclaredRoute;
import dev.banyan.server.report.InstanceReportRequest.LocalOverride;
import dev.banyan.server.report.InstanceReportRequest.ReportedBacklog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The SQL of {@link ReportInbox}. Rows are written in one order, so that reports do not wait for each other in a circle. */
final class ReportStatements {
    /** Whoever holds a key could otherwise fill the table with ledgers. */
    private static final int MOST_BACKLOGS = 10_000;

    /** Of declarations, by environment: a hundred builds of a thousand routes each, told at length. */
    private static final long MOST_DECLARED = 16 * 1024 * 1024;
    /** Of what holds on single instances, by environment. */
    private static final int MOST_LOCAL_STATES = 50_000;

    private static final Duration LATER = Duration.ofMinutes(5);

    private static final String DECLARED_BYTES =
            "select coalesce(sum(octet_length(route_key) + octet_length(sites)), 0) as kept from declaration where environment_id = ?";

    private static final String LOCAL_STATES = "select count(*) as kept from local_state where environment_id = ?";

    private static final String REPORT = """
            insert into instance_report (environment_id, instance_id, hash, declared, application, version, at)
            values (?, ?, ?, ?, ?, ?, clock_timestamp())
            on conflict (environment_id, instance_id) do update set
              hash = excluded.hash, declared = excluded.declared, application = excluded.application,
              version = excluded.version, at = excluded.at""";

    private static final String DECLARED =
            "select 1 from declaration where environment_id = ? and declared = ? limit 1";

    private static final String DECLARATION = """
            insert into declaration (environment_id, declared, route_key, kind, default_stage, sites)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String NOTHING_HOLDS = "delete from local_state where environment_id = ? and instance_id = ?";

    private static final String HOLDS = """
            insert into local_state
              (environment_id, instance_id, route_key, override_stage, override_from, breaker, breaker_since, errors, slow, calls, openings)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String MADE_UP =
            "delete from backlog where environment_id = ? and route_key = ? and ledger = ? and side = ?";

    private static final String STILL_MISSING = """
            update backlog set instance_id = ?, application = ?, host = ?, entries = ?, oldest = ?, lost = ?, reasons = ?,
              reported_at = clock_timestamp()
            where environment_id = ? and route_key = ? and ledger = ? and side = ?""";

    private static final String MISSING = """
            insert into backlog
              (instance_id, application, host, entries, oldest, lost, reasons, environment_id, route_key, ledger, side, reported_at)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp()
            where (select count(*) from backlog where environment_id = ?) < %d
            on conflict do nothing""".formatted(MOST_BACKLOGS);

    private final Connection connection;
    private final long environmentId;

    ReportStatements(Connection connection, long environmentId) {
        this.connection = connection;
        this.environmentId = environmentId;
    }

    void write(ReportedState state) throws SQLException {
        String instance = state.instance().id();
        String declared = state.declared();
        batch(REPORT, List.of(state), (row, it) -> {
            bind(row, environmentId, instance, it.hash(), declared);
            row.setString(5, it.instance().application());
            row.setString(6, it.instance().version());
        });
        if (!isDeclared(declared)) {
            requireRoom(DECLARED_BYTES, MOST_DECLARED, "declarations of code");
            batch(DECLARATION, state.routes(), (row, route) -> declaration(row, declared, route));
        }
        batch(NOTHING_HOLDS, List.of(instance), (row, it) -> bind(row, environmentId, it));
        List<DeclaredRoute> holding =
                state.routes().stream().filter(DeclaredRoute::holdsSomething).toList();
        if (!holding.isEmpty()) {
            requireRoom(LOCAL_STATES, MOST_LOCAL_STATES - holding.size(), "overrides and breakers");
        }
        batch(HOLDS, holding, (row, route) -> local(row, instance, route));
        backlogs(state);
    }

    /** Whoever holds a key could otherwise fill the tables. What is there stays, and makes room when its instances are gone. */
    private void requireRoom(String sql, long most, String what) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(sql)) {
            bind(look, environmentId);
            ResultSet rows = look.executeQuery();
            if (rows.next() && rows.getLong("kept") >= most) {
                throw Problem.tooManyRequests("This environment keeps as many " + what + " as it may.", LATER);
            }
        }
    }

    private boolean isDeclared(String declared) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(DECLARED)) {
            bind(look, environmentId, declared);
            return look.executeQuery().next();
        }
    }

    private void declaration(PreparedStatement row, String declared, DeclaredRoute route) throws SQLException {
        bind(row, environmentId, declared, route.key());
        row.setObject(4, route.kind(), Types.INTEGER);
        row.setString(5, route.defaultStage());
        row.setString(6, RulesetJson.write(route.sites()));
    }

    private void local(PreparedStatement row, String instance, DeclaredRoute route) throws SQLException {
        LocalOverride override = route.override();
        Breaker breaker = route.breaker();
        bind(row, environmentId, instance, route.key());
        row.setString(4, override == null ? null : override.stage());
        row.setString(5, override == null ? null : override.from());
        row.setString(6, breaker == null ? null : breaker.state());
        row.setTimestamp(7, breaker == null ? null : timestamp(breaker.openedAt()));
        row.setLong(8, breaker == null ? 0 : breaker.errors());
        row.setLong(9, breaker == null ? 0 : breaker.slow());
        row.setLong(10, breaker == null ? 0 : breaker.calls());
        row.setLong(11, route.openings());
    }

    private void backlogs(ReportedState state) throws SQLException {
        List<ReportedBacklog> missing = new ArrayList<>();
        List<ReportedBacklog> madeUp = new ArrayList<>();
        state.backlogs().forEach(backlog -> (backlog.nothing() ? madeUp : missing).add(backlog));
        batch(MADE_UP, madeUp, (row, it) -> bind(row, environmentId, it.route(), it.ledger(), it.side()));
        int[] updated = batch(STILL_MISSING, missing, (row, it) -> backlog(row, state, it));
        List<ReportedBacklog> added = new ArrayList<>();
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] == 0) {
                added.add(missing.get(i));
            }
        }
        batch(MISSING, added, (row, it) -> {
            backlog(row, state, it);
            row.setLong(12, environmentId);
        });
    }

    private void backlog(PreparedStatement row, ReportedState state, ReportedBacklog backlog) throws SQLException {
        row.setString(1, state.instance().id());
        row.setString(2, state.instance().application());
        row.setString(3, state.instance().host());
        row.setLong(4, backlog.entries());
        row.setTimestamp(5, timestamp(backlog.oldestAt()));
        row.setLong(6, backlog.lost());
        row.setString(7, RulesetJson.write(backlog.reasons()));
        row.setLong(8, environmentId);
        row.setString(9, backlog.route());
        row.setString(10, backlog.ledger());
        row.setString(11, backlog.side());
    }

    private static void bind(PreparedStatement row, long environment, String... keys) throws SQLException {
        row.setLong(1, environment);
        for (int i = 0; i < keys.length; i++) {
            row.setString(i + 2, keys[i]);
        }
    }

    private static Timestamp timestamp(Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    private interface Binding<T> {
        void bind(PreparedStatement row, T item) throws SQLException;
    }

    private <T> int[] batch(String sql, Collection<T> items, Binding<T> binding) throws SQLException {
        if (items.isEmpty()) {
            return new int[0];
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (T item : items) {
                binding.bind(statement, item);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }
}
