-- Comparisons as SDKs send them, until they are folded into the tables below: rows that nobody updates, so instances never wait for
-- each other.
create table comparison_inbox (
    environment_id bigint      not null,
    route_key      text        not null,
    at             timestamptz not null,
    compared       bigint      not null,
    mismatched     bigint      not null,
    failed         bigint      not null,
    dropped        bigint      not null,
    late           bigint      not null,
    controls       bigint      not null,
    paths          jsonb       not null,
    samples        jsonb       not null
);

create table comparison (
    environment_id bigint      not null,
    route_key      text        not null,
    minute         timestamptz not null,
    compared       bigint      not null,
    mismatched     bigint      not null,
    failed         bigint      not null,
    dropped        bigint      not null,
    late           bigint      not null,
    controls       bigint      not null,
    primary key (environment_id, route_key, minute)
);
create index comparison_by_time on comparison (minute);

create table comparison_path (
    environment_id bigint      not null,
    route_key      text        not null,
    hour           timestamptz not null,
    path           text        not null,
    kind           text        not null,
    count          bigint      not null,
    control        bigint      not null,
    primary key (environment_id, route_key, hour, path, kind)
);
create index comparison_path_by_time on comparison_path (hour);

create table comparison_sample (
    id             bigint generated always as identity primary key,
    environment_id bigint      not null,
    route_key      text        not null,
    at             timestamptz not null,
    path           text        not null,
    kind           text        not null,
    legacy_value   text,
    new_value      text,
    redacted       boolean     not null,
    noise          boolean     not null
);
create index comparison_sample_by_route on comparison_sample (environment_id, route_key, id desc);

-- What an instance said about itself last; it goes with the instance. Instances of one build declare the same routes, so they share one set of them.
create table instance_report (
    environment_id bigint      not null,
    instance_id    text        not null,
    hash           text        not null,
    declared       text        not null,
    application    text        not null,
    version        text        not null,
    at             timestamptz not null,
    primary key (environment_id, instance_id),
    foreign key (environment_id, instance_id) references instance (environment_id, id) on delete cascade
);
create index instance_report_by_declared on instance_report (environment_id, declared);

create table declaration (
    environment_id bigint not null,
    declared       text   not null,
    route_key      text   not null,
    kind           integer,
    default_stage  text   not null,
    sites          text   not null,
    primary key (environment_id, declared, route_key)
);
create index declaration_by_route on declaration (environment_id, route_key);

-- What holds on one instance only: overrides, breakers, and how often these have opened.
create table local_state (
    environment_id bigint not null,
    instance_id    text   not null,
    route_key      text   not null,
    override_stage text,
    override_from  text,
    breaker        text,
    breaker_since  timestamptz,
    errors         bigint not null,
    slow           bigint not null,
    calls          bigint not null,
    openings       bigint not null,
    primary key (environment_id, instance_id, route_key),
    foreign key (environment_id, instance_id) references instance_report (environment_id, instance_id) on delete cascade
);

-- Second writes that failed and wait in a service's ledger. A ledger outlives the instance that wrote it.
create table backlog (
    environment_id bigint      not null,
    route_key      text        not null,
    ledger         text        not null,
    instance_id    text        not null,
    application    text        not null,
    host           text        not null,
    entries        bigint      not null check (entries > 0),
    oldest         timestamptz,
    lost           bigint      not null,
    reasons        text        not null,
    reported_at    timestamptz not null,
    primary key (environment_id, route_key, ledger)
);
