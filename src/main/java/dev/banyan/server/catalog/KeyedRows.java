package dev.banyan.server.catalog;

import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import dev.banyan.server.problem.Problem;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What teams, migrations and routes have in common. */
interface KeyedRows<E extends Keyed> extends PanacheRepositoryBase<E, KeyInProject> {

    default Optional<E> inProject(String project, String key) {
        return findByIdOptional(new KeyInProject(project, key)).filter(entity -> entity.deletedAt == null);
    }

    default E get(String project, String key, String what) {
        return inProject(project, key).orElseThrow(() -> Problem.notFound(what + " " + key));
    }

    default List<E> ofProject(String project) {
        return list("id.project = ?1 and deletedAt is null order by id.key", project);
    }

    default Page<E> page(String project, PageRequest page) {
        String after = page.after() == null ? "" : page.after();
        List<E> rows = find("id.project = ?1 and id.key > ?2 and deletedAt is null order by id.key", project, after)
                .page(0, page.fetch())
                .list();
        return Page.of(rows, page, entity -> entity.id.key());
    }

    /** Deleted ones count: a key that once meant something must not come to mean something else. */
    default E add(E entity, String project, String key, Instant now) {
        if (findByIdOptional(new KeyInProject(project, key)).isPresent()) {
            throw Problem.conflict(
                    "key-taken", "The key " + key + " is or was in use.", "Choose another key: keys are never reused.");
        }
        entity.id = new KeyInProject(project, key);
        entity.createdAt = now;
        persistAndFlush(entity);
        return entity;
    }
}
