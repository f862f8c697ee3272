-- The SDK instances of an environment and what they have applied, so that every replica can tell.
create table instance (
    environment_id   bigint      not null references environment (id),
    id               text        not null,
    application      text        not null,
    version          text        not null,
    host             text        not null,
    sdk              text        not null,
    started_at       timestamptz,
    first_seen       timestamptz not null,
    last_seen        timestamptz not null,
    connected_to     text,
    applied_epoch    text,
    applied_revision bigint,
    applied_at       timestamptz,
    refused_revision bigint,
    refused_reason   text,
    primary key (environment_id, id)
);

-- When an instance had applied a revision, in the database's time.
create table applied (
    environment_id bigint      not null,
    revision       bigint      not null,
    instance_id    text        not null,
    at             timestamptz not null,
    primary key (environment_id, revision, instance_id)
);

-- The last telemetry batch taken from an instance: a repeated one is not counted twice.
create table telemetry_cursor (
    environment_id bigint      not null,
    instance_id    text        not null,
    sequence       bigint      not null,
    at             timestamptz not null,
    primary key (environment_id, instance_id)
);

-- What SDKs measured, as it came: one row per batch, route, stage, side and operation. Cost grows with routes and instances, never with
-- requests.
create table outcome (
    environment_id bigint      not null,
    route_key      text        not null,
    at             timestamptz not null,
    stage          text        not null,
    side           text        not null check (side in ('legacy', 'new')),
    operation      text        not null,
    calls          bigint      not null,
    errors         bigint      not null,
    latency        text        not null
);
create index outcome_by_time on outcome (environment_id, at);
create index outcome_by_route on outcome (environment_id, route_key, at);

create table missing_key (
    environment_id bigint      not null,
    route_key      text        not null,
    at             timestamptz not null,
    count          bigint      not null
);
create index missing_key_by_time on missing_key (environment_id, at);
