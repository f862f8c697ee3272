package dev.banyan.server.web.live;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Looks for open pages, at few places at a time: however many pages are open, most connections are left to those who act. */
@ApplicationScoped
class LivePlaces {
    private static final int AT_ONCE = 4;

    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
        Thread thread = new Thread(work, "banyan-pages");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Object, LivePlace> places = new HashMap<>();
    private final LiveTicker ticker;
    private final Look look;

    LivePlaces(LiveTicker ticker, Look look) {
        this.ticker = ticker;
        this.look = look;
    }

    /** Readers find what belongs to a request, which is over. */
    @ApplicationScoped
    static class Look {
        @ActivateRequestContext
        void at(LivePlace place, boolean changed) {
            place.look(changed);
        }
    }

    synchronized void join(OpenPage page) {
        places.computeIfAbsent(page.view().place(), this::begin).join(page);
    }

    synchronized void leave(OpenPage page) {
        places.computeIfPresent(page.view().place(), (key, place) -> {
            place.leave(page);
            if (place.isEmpty()) {
                place.end();
                return null;
            }
            return place;
        });
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    private LivePlace begin(Object key) {
        LivePlace place = new LivePlace();
        place.begin(ticker.ticks(key, threads).subscribe().with(changed -> look.at(place, changed)));
        return place;
    }
}
