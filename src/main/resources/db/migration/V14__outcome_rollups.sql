-- Batches of outcomes as SDKs send them, one row each that nobody updates, until they are folded into the rollups below.
create table outcome_inbox (
    id             bigint generated always as identity primary key,
    environment_id bigint      not null,
    ended_at       timestamptz not null,
    millis         bigint      not null,
    figures        text        not null
);

-- What routes did, one row for each second, minute and hour in which they did anything. The columns are what lists add up; the rest is in
-- figures: cells with their error kinds and histograms, pairs, events. That is text, since only the fold and the charts of one route read it, whole;
-- what a later release adds is left out by an earlier one; and a histogram as sorted pairs of small numbers takes a quarter of what jsonb or
-- int[] would. (environment_id, route_key, at) is how one route is read and a row found to be added to; at alone, how lists are read and old rows go.
create table outcome_second (
    environment_id bigint      not null,
    route_key      text        not null,
    at             timestamptz not null,
    legacy_calls   bigint      not null,
    legacy_served  bigint      not null,
    legacy_errors  bigint      not null,
    new_calls      bigint      not null,
    new_served     bigint      not null,
    new_errors     bigint      not null,
    compared       bigint      not null,
    mismatched     bigint      not null,
    figures        text        not null,
    primary key (environment_id, route_key, at)
) with (fillfactor = 70);
create index outcome_second_by_time on outcome_second (at);

create table outcome_minute (like outcome_second including all) with (fillfactor = 50);
create table outcome_hour (like outcome_second including all) with (fillfactor = 50);

-- The tables outcome and missing_key stay: a replica of an older release goes on inserting into them, and the fold empties them.
