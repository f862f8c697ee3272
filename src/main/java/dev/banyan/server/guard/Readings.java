package dev.banyan.server.guard;

import dev.banyan.server.database.OneColumn;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.flag.Rollouts;
import dev.banyan.server.flag.state.RolloutNow;
import dev.banyan.server.guard.rail.Guardrail;
import dev.banyan.server.guard.rules.AnalysisRun;
import dev.banyan.server.guard.rules.Evidence;
import dev.banyan.server.guard.rules.Inquiry;
import dev.banyan.server.guard.rules.Reading;
import io.soabase.recordbuilder.core.RecordBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps what Prometheus answered, and knows what it is to be asked next. */
@ApplicationScoped
class Readings {
    private static final String SETS = """
            select environment_id, route_key, guardrails, clock_timestamp() as now from guardrail_set
            where cast(guardrails as jsonb) @> '[{"kind": "prometheus"}]'""";

    private static final String ASKED =
            "select environment_id, route_key, guardrail from guard_reading where slot = :slot";

    private static final String ADD = """
            insert into guard_reading (environment_id, route_key, guardrail, slot, at, value, trouble)
            select "environmentId", route, guardrail, slot, at, value, trouble
            from jsonb_to_record(cast(:reading as jsonb)) as r("environmentId" bigint, route text, guardrail text, slot timestamptz,
                at timestamptz, value double precision, trouble text)
            on conflict do nothing returning clock_timestamp() as now""";

    private static final String LATELY = """
            select at, value, trouble from guard_reading
            where environment_id = :environment and route_key = :route and guardrail = :guardrail and slot > :from
            order by slot""";

    @RecordBuilder
    record Row(
            long environmentId,
            String route,
            String guardrail,
            Instant slot,
            Instant at,
            Double value,
            String trouble) {}

    private record Place(long environmentId, String route, String guardrail) {
        static Place of(Inquiry inquiry) {
            return new Place(
                    inquiry.environmentId(), inquiry.route(), inquiry.rail().name());
        }
    }

    private final EntityManager database;
    private final Rollouts rollouts;

    Readings(EntityManager database, Rollouts rollouts) {
        this.database = database;
        this.rollouts = rollouts;
    }

    /**
     * What nobody has asked in this interval yet, of routes that ask something of new.
     *
     * @param done the interval that needs no second look
     */
    @Transactional
    List<Inquiry> due(Duration interval, Instant done) {
        List<Inquiry> all = all(interval);
        if (all.isEmpty() || all.get(0).slot().equals(done)) {
            return List.of();
        }
        Set<Place> asked = asked(all.get(0).slot());
        Map<Long, List<Inquiry>> open = all.stream()
                .filter(each -> !asked.contains(Place.of(each)))
                .collect(Collectors.groupingBy(Inquiry::environmentId));
        return open.entrySet().stream()
                .flatMap(each -> moving(each.getKey(), each.getValue()))
                .toList();
    }

    private List<Inquiry> all(Duration interval) {
        List<Tuple> rows = Rows.query(database, SETS).getResultList();
        List<Inquiry> all = new ArrayList<>();
        for (Tuple row : rows) {
            // The same for all, or some of them would fall into the next interval.
            Instant now = rows.get(0).get("now", Instant.class);
            Instant slot =
                    Instant.ofEpochMilli(now.toEpochMilli() - Math.floorMod(now.toEpochMilli(), interval.toMillis()));
            Stream.of(RulesetJson.read(row.get("guardrails", String.class), Guardrail[].class))
                    .filter(rail -> rail.metric() != null)
                    .forEach(rail -> all.add(new Inquiry(
                            row.get("environment_id", Long.class),
                            row.get("route_key", String.class),
                            rail,
                            slot,
                            now)));
        }
        return all;
    }

    private Set<Place> asked(Instant slot) {
        List<Tuple> rows =
                Rows.query(database, ASKED).setParameter("slot", slot).getResultList();
        Set<Place> asked = new HashSet<>();
        rows.forEach(row -> asked.add(new Place(
                row.get("environment_id", Long.class),
                row.get("route_key", String.class),
                row.get("guardrail", String.class))));
        return asked;
    }

    private Stream<Inquiry> moving(long environmentId, List<Inquiry> open) {
        Set<String> routes = open.stream().map(Inquiry::route).collect(Collectors.toSet());
        Map<String, RolloutNow> now = rollouts.of(environmentId, routes);
        return open.stream()
                .filter(each ->
                        now.containsKey(each.route()) && now.get(each.route()).asksNew());
    }

    /** @return the database's time; empty when somebody else's answer of this interval counts */
    Optional<Instant> add(Inquiry inquiry, Reading reading) {
        Row row = ReadingsRowBuilder.builder()
                .environmentId(inquiry.environmentId())
                .route(inquiry.route())
                .guardrail(inquiry.rail().name())
                .slot(inquiry.slot())
                .at(reading.at())
                .value(reading.value())
                .trouble(reading.trouble())
                .build();
        return OneColumn.query(database, ADD, "now", Instant.class)
                .setParameter("reading", RulesetJson.write(row))
                .getResultStream()
                .findFirst();
    }

    /** Oldest first. */
    List<Evidence.Value> lately(AnalysisRun episode, Guardrail rail, Instant now, Duration span) {
        List<Tuple> rows = Rows.query(database, LATELY)
                .setParameter("environment", episode.environmentId())
                .setParameter("route", episode.route())
                .setParameter("guardrail", rail.name())
                .setParameter("from", now.minus(span))
                .getResultList();
        return rows.stream()
                .map(row -> new Evidence.Value(
                        row.get("at", Instant.class), row.get("value", Double.class), row.get("trouble", String.class)))
                .toList();
    }

    void forget() {
        database.createNativeQuery("delete from guard_reading where slot < clock_timestamp() - interval '1 hour'")
                .executeUpdate();
    }
}
