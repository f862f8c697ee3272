package dev.banyan.server.worker;

import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Finds out who somebody is on threads of its own, in place of those that pages and API share: it comes before anything else, a rollback too. What
 * follows goes on where the request came in.
 */
@Alternative
@Priority(1)
@Singleton
class CredentialWorkersProvider implements BlockingSecurityExecutor {
    private final WorkerExecutor threads;

    CredentialWorkersProvider(Vertx vertx, WorkerConfig config) {
        this.threads = vertx.createSharedWorkerExecutor("credentials", config.credentials());
    }

    @Override
    public <T> Uni<T> executeBlocking(Supplier<? extends T> work) {
        return Uni.createFrom()
                .deferred(() -> BlockingOperationControl.isBlockingAllowed()
                        ? Uni.createFrom().item(work.get())
                        : Uni.createFrom()
                                .completionStage(() -> threads.<T>executeBlocking(work::get, false)
                                        .toCompletionStage()));
    }

    @PreDestroy
    void close() {
        threads.close();
    }
}
