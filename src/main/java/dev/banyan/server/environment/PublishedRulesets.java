package dev.banyan.server.environment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.Session;

/** The rulesets that SDKs get to see. What was loaded once is kept, so that from then on only what has changed is read. Thread-safe. */
@ApplicationScoped
public class PublishedRulesets {
    private final EntityManager database;
    /** As they were committed; the newest or nearly so. */
    private final Map<Long, RulesetDocument> loaded = new ConcurrentHashMap<>();

    PublishedRulesets(EntityManager database) {
        this.database = database;
    }

    /**
     * The newest committed ruleset. Waits for nobody.
     *
     * @param connection with no transaction open
     * @param history of removals, where the whole ruleset has to be read
     */
    public Optional<RulesetDocument> load(Connection connection, long environmentId, Duration history)
            throws SQLException {
        Optional<RulesetDocument> newest = read(connection, environmentId, history);
        newest.ifPresent(document -> loaded.put(environmentId, document));
        return newest;
    }

    /** What this replica has seen committed last; the database may be ahead, and must never be behind. */
    Optional<RulesetDocument> seen(EnvironmentScope scope) {
        return Optional.ofNullable(loaded.get(scope.id()));
    }

    /** The entity tag of every environment's newest ruleset, by its id; cheap enough to be asked every second. */
    public Map<Long, String> etags(Connection connection) throws SQLException {
        Map<Long, String> etags = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement("select id, epoch, revision from environment");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                etags.put(rows.getLong("id"), RulesetHead.etag(rows.getString("epoch"), rows.getLong("revision")));
            }
        }
        return etags;
    }

    /** The ruleset as the transaction in hand would leave it. Not kept: the transaction may still fail. */
    byte[] assemble(EnvironmentScope scope) {
        RulesetDocument document = database.unwrap(Session.class)
                .doReturningWork(connection -> read(connection, scope.id(), Duration.ZERO))
                .orElseThrow(() -> new NoSuchElementException("environment " + scope));
        return document.compose(document.head().text(null));
    }

    private Optional<RulesetDocument> read(Connection connection, long environmentId, Duration history)
            throws SQLException {
        RulesetQuery query = new RulesetQuery(connection, history);
        RulesetDocument known = loaded.get(environmentId);
        if (known != null) {
            Optional<RulesetDocument> next =
                    query.since(environmentId, known.head().revision()).flatMap(known::with);
            if (next.isPresent()) {
                return next;
            }
        }
        return query.whole(environmentId).map(RulesetDocument::of);
    }

    void put(EnvironmentScope scope, long revision, List<Piece> pieces) {
        pieces.forEach(piece -> put(scope, revision, piece));
        database.flush();
    }

    private void put(EnvironmentScope scope, long revision, Piece piece) {
        var id = new PublishedEntity.Id(scope.id(), piece.section().key(), piece.key());
        PublishedEntity existing = database.find(PublishedEntity.class, id);
        if (piece.body() == null) {
            Optional.ofNullable(existing).ifPresent(database::remove);
            return;
        }
        PublishedEntity row = existing == null ? new PublishedEntity() : existing;
        row.id = id;
        row.revision = revision;
        row.body = dated(piece, revision);
        database.persist(row);
    }

    /** A route says when it was last changed, so that clients can tell which flags a change concerned. */
    private static String dated(Piece piece, long revision) {
        String body = piece.body();
        return piece.section() == Section.ROUTE
                ? body.substring(0, body.length() - 1) + ",\"since\":" + revision + '}'
                : body;
    }
}
