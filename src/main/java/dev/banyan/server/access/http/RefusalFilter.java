package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.AttemptLimit;
import dev.banyan.server.audit.Actor;
import dev.banyan.server.audit.AuditAction;
import dev.banyan.server.audit.AuditTrail;
import dev.banyan.server.database.Database;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Writes down what known people tried and may not do. When the answer is made, whatever transaction there was has ended. */
class RefusalFilter {

    private static final Logger LOG = Logger.getLogger(RefusalFilter.class);
    private static final Pattern PROJECT = Pattern.compile("/projects/([a-z0-9][a-z0-9._-]{0,62})(?:/|$)");
    private static final int MAX_PATH = 300;

    private final SecurityIdentity identity;
    private final AuditTrail audit;
    private final Database database;

    /** Enough to show what somebody is up to; more would let them fill the trail. */
    private final AttemptLimit limit;

    RefusalFilter(SecurityIdentity identity, AuditTrail audit, Database database, Clock clock) {
        this.identity = identity;
        this.audit = audit;
        this.database = database;
        this.limit = new AttemptLimit(clock, 30, Duration.ofSeconds(10), 10_000);
    }

    @ServerResponseFilter
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() != 403 || identity.isAnonymous() || !database.isThere()) {
            return;
        }
        String user = identity.getPrincipal().getName();
        String method = request.getMethod();
        String path = request.getUriInfo().getPath();
        if (limit.take(user).isEmpty()) {
            onWorker(() -> record(user, method, path));
        }
    }

    /** Mostly we are on a worker thread already; then the entry is there before the answer is. */
    private static void onWorker(Runnable task) {
        if (BlockingOperationControl.isBlockingAllowed()) {
            task.run();
        } else {
            Infrastructure.getDefaultWorkerPool().execute(task);
        }
    }

    private void record(String user, String method, String path) {
        Matcher project = PROJECT.matcher(path);
        String subject = path.substring(0, Math.min(path.length(), MAX_PATH));
        try {
            audit.recordRefusal(
                    Actor.user(user),
                    project.find() ? project.group(1) : null,
                    null,
                    AuditAction.REQUEST_REFUSED,
                    subject,
                    Map.of("method", method));
        } catch (RuntimeException e) {
            LOG.warnf(e, "A refusal could not be written to the audit trail");
        }
    }
}
