package dev.banyan.server.delivery.instance;

/**
 * What an instance does not understand of a change. An instance that has applied a revision may keep older rules on some routes: then it has not
 * followed a change of these routes, or of a segment that they ask for. A rollback that holds is followed by everybody.
 */
final class UnreadSql {
    /** Of instance {@code i} and change {@code w}; null for nothing. */
    static final String OF_CHANGE = """
            case when i.unread is not null and i.unread_revision = i.applied_revision
                and i.applied_epoch = w.epoch and i.applied_revision >= w.revision
              then (select jsonb_agg(u) from jsonb_array_elements(i.unread) u
                where coalesce(cast(u ->> 'keeps' as bigint) < w.revision, true) and exists (
                  select 1 from change_item c where c.environment_id = w."environmentId" and c.revision = w.revision and (
                    c.section = 'route' and u ->> 'route' in (c.key, '*')
                      and (c.after_state is null or cast(c.after_state as jsonb) #>> '{rollback,stage}' is null
                        or coalesce(cast(c.after_state as jsonb) #> '{rollback,pace}', 'null') <> 'null')
                    or c.section = 'segment' and exists (
                      select 1 from published p where p.environment_id = c.environment_id and p.section = 'route'
                        and u ->> 'route' in (p.key, '*')
                        and jsonb_path_exists(cast(p.body as jsonb), '$.cohorts[*].conditions[*].values[*] ? (@ == $key)',
                          jsonb_build_object('key', c.key))))))
              end""";

    private UnreadSql() {}
}
