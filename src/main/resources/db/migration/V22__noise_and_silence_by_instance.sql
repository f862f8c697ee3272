-- Comparisons of services that did not know yet what is noise: counted, but nothing follows from them. A replica of an older release does not say.
alter table comparison_inbox add column learning bigint not null default 0;
alter table comparison add column learning bigint not null default 0;

-- The instances that called legacy on a route while nobody was led there any more: the hour of the last call.
create table legacy_call (
    environment_id bigint      not null references environment (id),
    route_key      text        not null,
    instance_id    text        not null,
    application    text        not null,
    version        text        not null,
    hour           timestamptz not null,
    primary key (environment_id, route_key, instance_id)
);

-- The builds that asked for a route at its last stage, and the last instance of each that went without having sent any outcomes.
create table retirement_build (
    environment_id bigint      not null references environment (id),
    route_key      text        not null,
    application    text        not null,
    version        text        not null,
    first_seen     timestamptz not null,
    last_seen      timestamptz not null,
    uncounted      text,
    uncounted_at   timestamptz,
    primary key (environment_id, route_key, application, version)
);
