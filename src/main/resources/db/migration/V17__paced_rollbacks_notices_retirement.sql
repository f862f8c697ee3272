-- A rollback may return the route over some seconds. The setting; 0: at once.
alter table flag
    add column paced_seconds integer not null default 0 check (paced_seconds between 0 and 300),
    -- Of the rollback in force while it still comes down: how long it takes, what has been published of it, when more may be. Null: all of it.
    add column pace_seconds  integer check (pace_seconds between 1 and 300),
    add column pace_step     integer,
    add column pace_next_at  timestamptz,
    add check ((pace_seconds is null) = (pace_step is null) and (pace_seconds is null) = (pace_next_at is null));

-- Those that come down now, of all flags: few or none.
create index flag_coming_down on flag (pace_next_at) where pace_next_at is not null;

-- What the server decided by itself, for people who were not there. One row for each decision: its source is its own name.
create table notice (
    id              bigint      generated always as identity primary key,
    project_key     text        not null,
    environment_key text        not null,
    source          text        not null unique,
    kind            text        not null,
    -- As JSON; empty for all routes of the environment.
    routes          text        not null,
    words           text        not null,
    at              timestamptz not null
);
create index notice_by_project on notice (project_key, id desc);
create index notice_by_time on notice (at);

-- Up to which notice somebody has read those of a project.
create table notice_read (
    username    text   not null,
    project_key text   not null,
    until       bigint not null,
    primary key (username, project_key)
);

-- Since when a condition of a route's retirement has been as it is, where nothing else remembers it.
create table retirement_condition (
    environment_id bigint      not null references environment (id),
    route_key      text        not null,
    condition      text        not null,
    met            boolean     not null,
    since          timestamptz not null,
    looked_at      timestamptz not null,
    primary key (environment_id, route_key, condition)
);
