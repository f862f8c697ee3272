-- How much of a flag's traffic is compared (millionths), and when instances stop calling the new side by themselves (null: never).
-- Flags of before keep what SDKs did without settings: every shadow read, no control call, no breaker.
alter table flag
    add column shadow_share   integer not null default 1000000 check (shadow_share between 0 and 1000000),
    add column shadow_control integer not null default 0 check (shadow_control between 0 and 1000000),
    add column breaker        text;

-- What signs an environment's pins. Apart from everything that is shown, logged or brought back: only the ruleset of the
-- environment's own SDKs is made from it.
create table pinning (
    environment_id  bigint primary key references environment (id),
    secret          text,
    previous        text check (previous is null or secret is not null),
    rotated_at      timestamptz,
    max_age_seconds integer not null check (max_age_seconds between 1 and 3600)
);
