-- A plan moves one route or several together, in steps. Who is where, the flags say; how far the plan has come, this says.
create table plan (
    id             bigint generated always as identity primary key,
    environment_id bigint      not null references environment (id),
    name           text        not null,
    kind           smallint    not null check (kind in (2, 4, 6)),
    template       text,
    steps          text        not null,
    status         text        not null check (status in ('draft', 'running', 'paused', 'finished', 'aborted')),
    step           integer     not null,
    step_since     timestamptz,
    waived         boolean     not null,
    asked          boolean     not null,
    approved       boolean     not null,
    attempt        integer     not null,
    -- The environment's revision when the plan looked at or moved its routes last: what touched them since was somebody else.
    revision       bigint      not null,
    -- Why it is paused or over; null when that needs no words.
    words          text,
    started_by     text,
    edited_by      text        not null,
    created_at     timestamptz not null,
    started_at     timestamptz,
    ended_at       timestamptz,
    version        bigint      not null
);
create index plan_running on plan (id) where status = 'running';
create index plan_by_environment on plan (environment_id, id desc);

create table plan_route (
    plan_id        bigint  not null references plan (id),
    environment_id bigint  not null,
    route_key      text    not null,
    live           boolean not null,
    primary key (plan_id, route_key)
);
-- Two plans must not pull at one route.
create unique index plan_route_live on plan_route (environment_id, route_key) where live;
create index plan_route_newest on plan_route (environment_id, route_key, plan_id desc);

create table plan_event (
    id      bigint generated always as identity primary key,
    plan_id bigint      not null references plan (id),
    at      timestamptz not null,
    kind    text        not null,
    step    integer     not null,
    actor   text        not null,
    words   text
);
create index plan_event_of_plan on plan_event (plan_id, id);

-- When plans may move: of the whole project where environment_key is empty, else of one environment; both hold.
create table plan_calendar (
    project_key     text   not null references project (key),
    environment_key text   not null,
    body            text   not null,
    version         bigint not null,
    primary key (project_key, environment_key)
);
