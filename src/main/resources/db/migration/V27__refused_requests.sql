-- What was refused to whoever has a key, for being too much or for what cannot be: how often, when last, and which request that was.
alter table sdk_key add column refused bigint not null default 0;
alter table sdk_key add column last_refused_at timestamptz;
alter table sdk_key add column last_refusal varchar(200);
