-- What Prometheus said for a guardrail: one answer for each interval, so that it counts once whichever replica asks. Kept for an hour.
create table guard_reading (
    environment_id bigint      not null,
    route_key      text        not null,
    guardrail      text        not null,
    -- The beginning of the interval; and when it was asked in it.
    slot           timestamptz not null,
    at             timestamptz not null,
    -- One of them.
    value          double precision,
    trouble        text,
    primary key (environment_id, route_key, guardrail, slot),
    check ((value is null) <> (trouble is null))
);
create index guard_reading_by_slot on guard_reading (slot);

-- Every second somebody wants to know which routes Prometheus is asked for; mostly there are none.
create index guardrail_set_with_query on guardrail_set (environment_id, route_key)
    where cast(guardrails as jsonb) @> '[{"kind": "prometheus"}]';
