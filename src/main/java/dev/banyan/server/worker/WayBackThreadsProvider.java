package dev.banyan.server.worker;

import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** A few threads for what leads back, whatever all others are busy with. What runs on them belongs to the request of whoever asked for it. */
@Singleton
@Identifier(WayBack.THREADS)
class WayBackThreadsProvider implements Executor {
    private final WorkerExecutor threads;

    WayBackThreadsProvider(Vertx vertx, WorkerConfig config) {
        this.threads = vertx.createSharedWorkerExecutor(WayBack.THREADS, config.wayBack());
    }

    @Override
    public void execute(Runnable work) {
        threads.executeBlocking(
                () -> {
                    work.run();
                    return null;
                },
                false);
    }

    @PreDestroy
    void close() {
        threads.close();
    }
}
