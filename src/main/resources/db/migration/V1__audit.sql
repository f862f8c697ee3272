-- The audit trail: a hash chain, append-only. Projects and environments are named by their keys, which are never reused.

create table audit_entry (
    sequence        bigint      primary key,
    at              timestamptz not null,
    actor_kind      text        not null,
    actor           text        not null,
    project_key     text,
    environment_key text,
    action          text        not null,
    subject         text        not null,
    details         text        not null,
    previous_hash   text        not null,
    hash            text        not null unique
);

create index audit_entry_by_project on audit_entry (project_key, sequence desc);

-- One row: the end of the chain. Its row lock puts all writers in one queue, so the sequence has no gaps.
create table audit_head (
    only_one boolean primary key default true check (only_one),
    sequence bigint  not null,
    hash     text    not null
);

insert into audit_head (sequence, hash) values (0, repeat('0', 64));

create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'The audit trail is append-only: % on % is refused', tg_op, tg_table_name;
end
$$;

create trigger audit_entry_append_only before update or delete on audit_entry
    for each row execute function audit_is_append_only();
create trigger audit_entry_no_truncate before truncate on audit_entry
    for each statement execute function audit_is_append_only();
create trigger audit_head_not_removed before delete on audit_head
    for each row execute function audit_is_append_only();
create trigger audit_head_no_truncate before truncate on audit_head
    for each statement execute function audit_is_append_only();
