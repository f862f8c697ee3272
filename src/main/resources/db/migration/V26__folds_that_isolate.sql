-- When a batch came, by the database's clock: what waits for long is what the guard has not looked at. A replica of an older release does
-- not say; the default does. And what one environment sends is found without reading what all others sent.
alter table outcome_inbox add column came_at timestamptz not null default clock_timestamp();
create index outcome_inbox_by_environment on outcome_inbox (environment_id, id);

alter table comparison_inbox add column id bigint generated always as identity primary key;
create index comparison_inbox_by_environment on comparison_inbox (environment_id, id);

-- What could not be folded, and why, so that it holds up nothing else: the newest of each environment.
create table set_aside (
    id             bigint generated always as identity primary key,
    environment_id bigint      not null,
    at             timestamptz not null default clock_timestamp(),
    kind           text        not null check (kind in ('outcomes', 'comparisons')),
    reason         text        not null,
    content        text        not null
);
create index set_aside_by_environment on set_aside (environment_id, id);

-- Environments with outcomes that were folded, but not seen by everybody who wanted to hear of them: since when, and why.
create table outcome_untold (
    environment_id bigint      primary key,
    since          timestamptz not null default clock_timestamp(),
    reason         text        not null
);

-- Environments whose guard does not see, so that people are told once when it begins and once when it is over.
create table guard_blindness (
    environment_id bigint      primary key,
    since          timestamptz not null,
    noticed_at     timestamptz not null default clock_timestamp()
);

-- A kind of notice that replicas of the release before do not know: they go by kind.
alter table notice add column newer_kind text;
