-- Replicas remember people, roles and public keys for the time without the database, and look at this number to learn whether to read them again.
create table people_version (
    only_one boolean primary key default true check (only_one),
    version  bigint  not null
);
insert into people_version (version) values (0);

create function count_change_of_people() returns trigger language plpgsql as
    'begin update people_version set version = version + 1; return null; end';
create trigger user_changed after insert or update or delete on banyan_user
    for each statement execute function count_change_of_people();
create trigger membership_changed after insert or update or delete on membership
    for each statement execute function count_change_of_people();
create trigger signing_key_changed after insert or update or delete on signing_key
    for each statement execute function count_change_of_people();

-- The equal servers on this database, so that they can reach each other when it is away.
create table replica (
    url     text        primary key,
    seen_at timestamptz not null
);

-- With this replicas prove to each other that they belong together. Made at the first start.
create table cluster_secret (
    only_one boolean primary key default true check (only_one),
    secret   text    not null
);
