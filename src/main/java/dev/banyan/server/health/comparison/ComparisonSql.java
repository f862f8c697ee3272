package dev.banyan.server.health.comparison;

import dev.banyan.server.database.Sums;
import java.util.List;

/** The statements that fold comparisons. */
final class ComparisonSql {
    /** Of one environment a bounded part, so that the others need not wait long. */
    static final String OF_ENVIRONMENT = """
        id = any (array (select id from (
          select id, sum(pg_column_size(paths) + pg_column_size(samples)) over (order by id) as size
          from (select * from comparison_inbox where environment_id = ? order by id limit 2000) as oldest) as sized
          where size < 4000000 or id = (select min(id) from comparison_inbox where environment_id = ?)))\
        """;

    static final String SINGLE = "id = ?";

    /** One statement, so that what it takes out is exactly what it adds. */
    private static final String FOLD = """
        with taken as (delete from comparison_inbox where %s returning *),
        counted as (
          insert into comparison as held
            (environment_id, route_key, minute, compared, mismatched, failed, dropped, late, controls, learning)
          select environment_id, route_key, date_trunc('minute', at), %s
          from taken group by 1, 2, 3
          on conflict (environment_id, route_key, minute) do update set %s),
        located as (
          insert into comparison_path as held (environment_id, route_key, hour, path, kind, count, control)
          select t.environment_id, t.route_key, date_trunc('hour', t.at), p.path, p.kind, %s
          from taken t cross join jsonb_to_recordset(t.paths) as p(path text, kind text, count bigint, control bigint)
          group by 1, 2, 3, 4, 5
          on conflict (environment_id, route_key, hour, path, kind) do update set %s),
        newest as (
          select t.environment_id, t.route_key, t.at, s.*,
            row_number() over (partition by t.environment_id, t.route_key order by t.at desc) as place
          from taken t cross join jsonb_to_recordset(t.samples)
            as s(path text, kind text, legacy text, "new" text, redacted boolean, noise boolean)),
        sampled as (
          insert into comparison_sample (environment_id, route_key, at, path, kind, legacy_value, new_value, redacted, noise)
          select environment_id, route_key, at, path, kind, legacy, "new", redacted, noise from newest
          where place <= %d order by at)
        select count(*) as taken from taken\
        """;

    static final String TOO_MANY_SAMPLES = """
        delete from comparison_sample where id in (
          select id from (select id, row_number() over (partition by route_key order by id desc) as place
                          from comparison_sample where environment_id = ?) as ranked
          where place > %d)\
        """.formatted(Comparisons.MOST_SAMPLES);

    static final String TOO_MANY_PATHS = """
        delete from comparison_path where ctid in (
          select ctid from (select ctid, row_number() over
                              (partition by environment_id, route_key, hour order by cast(count as numeric) + control desc) as place
                            from comparison_path where hour >= clock_timestamp() - interval '2 hours') as ranked
          where place > %d)\
        """.formatted(Comparisons.MOST_PATHS);

    private ComparisonSql() {}

    static String fold(String which) {
        return FOLD.formatted(
                which,
                totals("", Comparisons.COUNTS),
                sums(Comparisons.COUNTS),
                totals("p.", Comparisons.PATH_COUNTS),
                sums(Comparisons.PATH_COUNTS),
                Comparisons.MOST_SAMPLES);
    }

    /** Each under the name of its column. */
    static String totals(String of, List<String> columns) {
        return String.join(
                ", ",
                columns.stream()
                        .map(column -> Sums.total(of + column) + " as " + column)
                        .toList());
    }

    private static String sums(List<String> columns) {
        return String.join(
                ", ",
                columns.stream()
                        .map(column -> column + " = " + Sums.plus("held." + column, "excluded." + column))
                        .toList());
    }
}
