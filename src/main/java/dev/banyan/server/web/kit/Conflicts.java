package dev.banyan.server.web.kit;

import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditEntry;
import dev.banyan.server.audit.AuditFilter;
import dev.banyan.server.audit.AuditFilterBuilder;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.problem.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** What whoever was slower is told: who was faster, and what to do now. */
@ApplicationScoped
public class Conflicts {
    private final AuditTrail trail;

    Conflicts(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * @param environment null for a change of the whole project
     * @param what was changed: "the calendar was"
     */
    public FieldRefusal faster(String project, String environment, AuditAction action, String subject, String what) {
        AuditFilter filter = AuditFilterBuilder.builder()
                .environment(environment)
                .actor(null)
                .action(action.key())
                .subject(subject)
                .from(null)
                .until(null)
                .build();
        String who = trail.page(project, filter, PageRequest.of(1, null)).items().stream()
                .findFirst()
                .map(AuditEntry::actor)
                .orElse("Somebody");
        return new FieldRefusal(
                who + " was faster: " + what + " changed meanwhile.",
                "What holds now stands above; press Save if you still want yours.");
    }
}
