package dev.banyan.server.web;

import dev.banyan.server.access.CurrentUser;
import dev.banyan.server.environment.Environments;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The streams of open pages: the pieces of each that have changed, and with them the bell. */
@ApplicationScoped
class LiveStreams {
    private final PagesConfig config;
    private final CurrentUser user;
    private final Environments environments;
    private final LiveTicker ticker;
    private final Bells bells;

    private final AtomicInteger open = new AtomicInteger();

    LiveStreams(
            CurrentUser user,
            Environments environments,
            LiveTicker ticker,
            Bells bells,
            PagesConfig config,
            MeterRegistry metrics) {
        this.config = config;
        Gauge.builder("banyan.pages.streams.open", open::get)
                .description("Streams of pages that are open in browsers")
                .register(metrics);
        this.user = user;
        this.environments = environments;
        this.ticker = ticker;
        this.bells = bells;
    }

    Multi<OutboundSseEvent> of(EnvironmentAddress address, Sse sse, Supplier<Map<String, String>> read) {
        return of(address, LiveTicker.EVERY, sse, read);
    }

    /** @param every how often to look at the latest; at once, too, when something was changed or applied */
    Multi<OutboundSseEvent> of(
            EnvironmentAddress address, Duration every, Sse sse, Supplier<Map<String, String>> read) {
        long environmentId =
                environments.scope(address.project(), address.environment()).id();
        return differences(ticker.ticks(environmentId, every), address.project(), sse, read);
    }

    /** For a page of which nothing else changes while it is open: costs no look at the database of its own. */
    Multi<OutboundSseEvent> bellOnly(String project, Sse sse) {
        return differences(ticker.slowTicks(), project, sse, Map::of);
    }

    private Multi<OutboundSseEvent> differences(
            Multi<Long> ticks, String project, Sse sse, Supplier<Map<String, String>> read) {
        Supplier<String> bell = bells.of(project, user.userName());
        LiveDifference difference = new LiveDifference(sse, () -> {
            Map<String, String> pieces = new LinkedHashMap<>(read.get());
            pieces.put("bell", bell.get());
            return pieces;
        });
        return ticks.select()
                .first(config.streamLifetime())
                .onItem()
                .transformToMultiAndConcatenate(tick -> Multi.createFrom().iterable(difference.next()))
                .onSubscription()
                .invoke(open::incrementAndGet)
                .onTermination()
                .invoke(open::decrementAndGet);
    }
}
