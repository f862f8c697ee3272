package dev.banyan.server.notification;

import dev.banyan.server.database.OneColumn;
import dev.banyan.server.database.Rows;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The notices of projects, and who has read them. */
@ApplicationScoped
public class Notices {
    /** More need not be counted: nobody reads them one by one. */
    public static final int MOST_COUNTED = 100;

    /** More are not written in the time that a transaction takes. */
    private static final int NEWEST = 1_000;

    private final EntityManager database;

    Notices(EntityManager database) {
        this.database = database;
    }

    /** In the caller's transaction, if there is one: then the notice is kept together with what it tells of. */
    @Transactional
    void add(AnnouncedDecision decision) {
        database.createNativeQuery("""
                        insert into notice (project_key, environment_key, source, kind, newer_kind, routes, words, at)
                        values (:project, :environment, :source, :kind, :newer, :routes, :words, :at)
                        on conflict (source) do nothing""")
                .setParameter("project", decision.project())
                .setParameter("environment", decision.environment())
                .setParameter("source", decision.source())
                .setParameter("kind", decision.kind().before().key())
                .setParameter("newer", decision.kind().key())
                .setParameter("routes", RulesetJson.write(decision.routes()))
                .setParameter("words", decision.words())
                .setParameter("at", decision.at())
                .executeUpdate();
    }

    /** Newest first. */
    @Transactional
    public Page<Notice> page(String project, PageRequest request) {
        List<Tuple> rows = Rows.query(
                        database,
                        "select id, environment_key, coalesce(newer_kind, kind) as kind, source, routes, words, at from notice"
                                + " where project_key = :project and id < :before order by id desc limit :most")
                .setParameter("project", project)
                .setParameter("before", request.afterNumber().orElse(Long.MAX_VALUE))
                .setParameter("most", request.fetch())
                .getResultList();
        return Page.of(rows.stream().map(Notices::notice).toList(), request, notice -> String.valueOf(notice.id()));
    }

    /** How many the user has not read, up to {@link #MOST_COUNTED}. */
    @Transactional
    public int unread(String project, String username) {
        return OneColumn.query(
                        database,
                        "select count(*) as unread from (select 1 from notice where project_key = :project"
                                + " and id > :until limit " + MOST_COUNTED + ") newer",
                        "unread",
                        Long.class)
                .setParameter("project", project)
                .setParameter("until", readUntil(project, username))
                .getSingleResult()
                .intValue();
    }

    /**
     * Of each project that has any among the newest ones a text that changes with every notice. The count is in it because a notice becomes
     * visible when its transaction ends, which may be after one with a higher number.
     */
    @Transactional
    Map<String, String> marks() {
        List<Tuple> rows = Rows.query(
                        database,
                        "select project_key, max(id) || '/' || count(*) as mark from notice"
                                + " where id > (select max(id) from notice) - " + NEWEST + " group by project_key")
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> row.get("project_key", String.class), row -> row.get("mark", String.class)));
    }

    /** The newest notice that the user has read; 0 for none. */
    @Transactional
    public long readUntil(String project, String username) {
        List<Long> until = OneColumn.query(
                        database,
                        "select until from notice_read where username = :user and project_key = :project",
                        "until",
                        Long.class)
                .setParameter("user", username)
                .setParameter("project", project)
                .getResultList();
        return until.isEmpty() ? 0 : until.get(0);
    }

    /** Never takes back what was read already. */
    @Transactional
    public void read(String project, String username, long until) {
        database.createNativeQuery("""
                        insert into notice_read (username, project_key, until)
                        values (:user, :project, least(:until, (select coalesce(max(id), 0) from notice where project_key = :project)))
                        on conflict (username, project_key) do update set until = greatest(notice_read.until, excluded.until)""")
                .setParameter("user", username)
                .setParameter("project", project)
                .setParameter("until", until)
                .executeUpdate();
    }

    @Transactional
    int forget(Duration olderThan, int mostOfAProject) {
        int old = database.createNativeQuery(
                        "delete from notice where at < clock_timestamp() - make_interval(secs => :seconds)")
                .setParameter("seconds", (double) olderThan.toSeconds())
                .executeUpdate();
        return old
                + database.createNativeQuery("""
                        delete from notice where id in (
                          select id from (select id, row_number() over (partition by project_key order by id desc) as place from notice) ranked
                          where place > :most)""")
                        .setParameter("most", mostOfAProject)
                        .executeUpdate();
    }

    private static Notice notice(Tuple row) {
        return NoticeBuilder.builder()
                .id(row.get("id", Long.class))
                .environment(row.get("environment_key", String.class))
                .kind(Kind.parse(row.get("kind", String.class)))
                .source(row.get("source", String.class))
                .routes(List.of(RulesetJson.read(row.get("routes", String.class), String[].class)))
                .words(row.get("words", String.class))
                .at(row.get("at", Instant.class))
                .build();
    }
}
