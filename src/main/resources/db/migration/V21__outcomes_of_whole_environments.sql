-- What all routes of an environment did together, one row for each second, minute, hour and day in which any did anything: the chart of an
-- environment reads a few hundred of these instead of millions of rows of its routes, whose histograms no query could merge in time.
create table total_second (
    environment_id bigint      not null,
    at             timestamptz not null,
    figures        text        not null,
    primary key (environment_id, at)
) with (fillfactor = 70);
create index total_second_by_time on total_second (at);

create table total_minute (like total_second including all) with (fillfactor = 50);
create table total_hour (like total_second including all) with (fillfactor = 50);
create table total_day (like total_second including all) with (fillfactor = 50);

-- The days of each route, sums only: lists over months read these, and hours carry histograms beside each sum.
create table outcome_day (
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
    primary key (environment_id, at, route_key)
) with (fillfactor = 50);
create index outcome_day_by_time on outcome_day (at);

insert into outcome_day
select environment_id, route_key, date_trunc('day', at, 'UTC'), sum(legacy_calls), sum(legacy_served), sum(legacy_errors),
  sum(new_calls), sum(new_served), sum(new_errors), sum(compared), sum(mismatched)
from outcome_hour group by 1, 2, 3;

-- What was counted before this release has its sums in the totals, and no latencies: whoever merged all histograms of a year here would keep
-- the server from starting. Calls that served only a comparison or a second write stand at the stage at which their side does not answer.
insert into total_hour
select environment_id, at, '{"cells":['
  || '{"stage":"off","side":"LEGACY","operation":"call","calls":' || sum(legacy_served) || ',"errors":' || sum(legacy_errors) || '},'
  || '{"stage":"complete","side":"LEGACY","operation":"call","calls":' || sum(legacy_calls - legacy_served) || ',"errors":0},'
  || '{"stage":"complete","side":"NEW","operation":"call","calls":' || sum(new_served) || ',"errors":' || sum(new_errors) || '},'
  || '{"stage":"off","side":"NEW","operation":"call","calls":' || sum(new_calls - new_served) || ',"errors":0}'
  || '],"compared":' || sum(compared) || ',"mismatched":' || sum(mismatched) || '}'
from outcome_hour group by 1, 2;

insert into total_day
select environment_id, at, '{"cells":['
  || '{"stage":"off","side":"LEGACY","operation":"call","calls":' || sum(legacy_served) || ',"errors":' || sum(legacy_errors) || '},'
  || '{"stage":"complete","side":"LEGACY","operation":"call","calls":' || sum(legacy_calls - legacy_served) || ',"errors":0},'
  || '{"stage":"complete","side":"NEW","operation":"call","calls":' || sum(new_served) || ',"errors":' || sum(new_errors) || '},'
  || '{"stage":"off","side":"NEW","operation":"call","calls":' || sum(new_calls - new_served) || ',"errors":0}'
  || '],"compared":' || sum(compared) || ',"mismatched":' || sum(mismatched) || '}'
from outcome_day group by 1, 2;
