package dev.banyan.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.banyan.server.problem.Page;
import dev.banyan.server.problem.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who did what, when, to what; a hash chain that shows whether anybody changed it afterwards. All environments share one chain,
 * so writing an entry is a queue of one: call {@link #record} last in a transaction, when everything that may wait has been done.
 */
@ApplicationScoped
public class AuditTrail {

    private static final TypeReference<Map<String, Object>> DETAILS = new TypeReference<>() {};

    /** Its own, so that no setting of the application's mapper can change what a hash covers. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final AuditEntries entries;
    private final Clock clock;

    AuditTrail(AuditEntries entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    /**
     * Adds an entry to the caller's transaction: both are kept, or neither is.
     *
     * @param project key of the project, or null for what concerns the whole server
     * @param environment key of the environment, or null
     * @param subject what it was done to: {@code orders.get}
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(
            Actor actor,
            String project,
            String environment,
            AuditAction action,
            String subject,
            Map<String, ?> details) {
        append(actor, project, environment, action, subject, details);
    }

    /** As {@link #record}, in a transaction of its own: for refusals, whose own transaction (if any) is rolled back. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void recordRefusal(
            Actor actor,
            String project,
            String environment,
            AuditAction action,
            String subject,
            Map<String, ?> details) {
        append(actor, project, environment, action, subject, details);
    }

    /** Newest first. */
    @Transactional
    public Page<AuditEntry> page(String project, AuditFilter filter, PageRequest request) {
        Objects.requireNonNull(project, "project");
        return Page.of(
                entries.inProject(project, filter, request).stream()
                        .map(AuditTrail::view)
                        .toList(),
                request,
                entry -> Long.toString(entry.sequence()));
    }

    /** The actions that ever happened in a project, sorted: what a filter can offer. */
    @Transactional
    public List<String> actions(String project) {
        return entries.actions(project);
    }

    private void append(
            Actor actor,
            String project,
            String environment,
            AuditAction action,
            String subject,
            Map<String, ?> details) {
        // Row locks that the caller's own changes need must be taken before the head's, or two writers could wait for
        // each other.
        entries.flush();
        AuditHead head = entries.lockHead();
        AuditEntryEntity entry = new AuditEntryEntity();
        entry.sequence = head.sequence() + 1;
        // PostgreSQL keeps microseconds; the hash must not cover more than what is read back.
        entry.at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        entry.actorKind = actor.kind().key();
        entry.actor = actor.name();
        entry.project = project;
        entry.environment = environment;
        entry.action = Objects.requireNonNull(action, "action").key();
        entry.subject = Objects.requireNonNull(subject, "subject");
        entry.details = json(details);
        entry.previousHash = head.hash();
        entry.hash = AuditHash.of(entry);
        entries.append(entry);
    }

    private static String json(Map<String, ?> details) {
        try {
            return JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Audit details must be writable as JSON", e);
        }
    }

    static AuditEntry view(AuditEntryEntity row) {
        Instant at = row.at;
        return AuditEntryBuilder.builder()
                .sequence(row.sequence)
                .at(at)
                .actorKind(row.actorKind)
                .actor(row.actor)
                .project(row.project)
                .environment(row.environment)
                .action(row.action)
                .subject(row.subject)
                .details(details(row.details))
                .hash(row.hash)
                .build();
    }

    private static Map<String, Object> details(String json) {
        try {
            return JSON.readValue(json, DETAILS);
        } catch (JsonProcessingException e) {
            // Only somebody who bypassed the server can have written it; the page must still open, the verifier names
            // it.
            return Map.of("unreadable", json);
        }
    }
}
