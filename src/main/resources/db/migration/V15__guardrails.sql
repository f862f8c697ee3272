-- The guardrails of a route, if somebody has set them; without a row the suggested ones hold.
create table guardrail_set (
    environment_id bigint not null,
    route_key      text   not null,
    version        bigint not null,
    -- JSON
    guardrails     text   not null,
    primary key (environment_id, route_key)
);

-- What was seen of a route since its rollout moved somebody last: the state of its tests, as JSON. Rewritten every second while it is used,
-- so some room is left in each page. No reference to the environment: its row is locked by every change, and outcomes must not wait for one.
create table guard_episode (
    environment_id bigint  not null,
    route_key      text    not null,
    state          text    not null,
    -- Set from outside: with the next outcomes another one begins.
    over           boolean not null default false,
    primary key (environment_id, route_key)
) with (fillfactor = 50);

-- What the guardrails saw second by second, for the evidence of a decision; kept for minutes.
create table guard_second (
    environment_id bigint      not null,
    route_key      text        not null,
    at             timestamptz not null,
    -- JSON: by guardrail calls and bad ones of legacy, then of new
    rails          text        not null
);
create index guard_second_of_route on guard_second (environment_id, route_key, at);
create index guard_second_by_time on guard_second using brin (at);

-- What the guard decided, and upon what. Made together with the outcomes that led to it, carried out by another transaction, told by a third.
create table guard_decision (
    id             bigint generated always as identity primary key,
    environment_id bigint      not null,
    route_key      text        not null,
    at             timestamptz not null,
    guardrail      text        not null,
    -- roll-back, pause or tell
    reaction       text        not null,
    cause          text        not null,
    words          text        not null,
    -- JSON: all that the page shows
    evidence       text        not null,
    done_at        timestamptz,
    -- rolled-back, paused, told, or overtaken
    outcome        text,
    -- The environment's revision that carried it out, or that it was overtaken at.
    revision       bigint,
    told_at        timestamptz
);
create index guard_decision_open on guard_decision (id) where told_at is null;
create index guard_decision_of_route on guard_decision (environment_id, route_key, id desc);
