package dev.banyan.server.web.live;

import dev.banyan.server.access.people.Viewer;
import dev.banyan.server.access.people.Viewers;
import dev.banyan.server.database.Recurring;
import dev.banyan.server.database.WhileDatabaseIsAway;
import dev.banyan.server.delivery.stream.OpenResponse;
import dev.banyan.server.delivery.stream.StreamsByLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The open pages of this replica. Thread-safe. */
@ApplicationScoped
class OpenPages {
    private static final long OFTEN_MILLIS = 1_000;

    private final Recurring recurring = new Recurring(Logger.getLogger(OpenPages.class));
    private final StreamsByLoop<OpenPage> byLoop = new StreamsByLoop<>();
    private final Set<OpenPage> all = ConcurrentHashMap.newKeySet();
    private final PageAdmission admission;
    private final LivePlaces places;
    private final Viewers viewers;
    private final LiveConfig config;
    private final Vertx vertx;
    private long timer;

    OpenPages(LivePlaces places, Viewers viewers, LiveConfig config, Vertx vertx, MeterRegistry metrics) {
        this.admission = new PageAdmission(config.maxStreams(), config.maxStreamsPerPerson());
        this.places = places;
        this.viewers = viewers;
        this.config = config;
        this.vertx = vertx;
        Gauge.builder("banyan.pages.streams.open", admission::all)
                .description("Streams of pages that are open in browsers")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(OFTEN_MILLIS, tick -> byLoop.forEach(page -> page.keep(System.nanoTime())));
    }

    void drain(@Observes ShutdownDelayInitiatedEvent event) {
        admission.stop();
        byLoop.forEach(page -> page.response().end());
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        vertx.cancelTimer(timer);
        admission.stop();
        byLoop.endAll();
    }

    /** Whoever is admitted is to be opened. */
    void admit(LiveView view) {
        admission.enter(view.viewer().username());
    }

    /** @param whenOver called once, on the event loop */
    void open(LiveView view, RoutingContext http, Runnable whenOver) {
        Context loop = VertxContext.getRootContext(http.vertx().getOrCreateContext());
        loop.runOnContext(nothing -> {
            OpenPage page = new OpenPage(view, loop, new OpenResponse(http), config.streamLifetime());
            all.add(page);
            byLoop.add(page);
            places.join(page);
            page.response().whenOver(() -> {
                gone(page);
                whenOver.run();
            });
            page.greet();
        });
    }

    private void gone(OpenPage page) {
        places.leave(page);
        byLoop.remove(page);
        all.remove(page);
        admission.left(page.view().viewer().username());
    }

    /** Whoever signs out, is removed or has a new password sees nothing more after this, whichever replica was told. */
    @Scheduled(
            every = "2s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = WhileDatabaseIsAway.class)
    void endThoseOfOthers() {
        Set<Viewer> open = all.stream().map(page -> page.view().viewer()).collect(Collectors.toSet());
        if (!open.isEmpty()) {
            recurring.attempt("Looking who is before open pages", () -> end(viewers.changed(open)));
        }
    }

    private void end(Set<Viewer> gone) {
        if (!gone.isEmpty()) {
            all.stream().filter(page -> gone.contains(page.view().viewer())).forEach(OpenPage::end);
        }
    }
}
