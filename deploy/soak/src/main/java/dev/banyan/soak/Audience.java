package dev.banyan.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Open pages and OFREP clients. */
final class Audience implements AutoCloseable {
    static final int PAGES = 4;
    static final int SUBSCRIBERS = 4;

    private final List<EventReader> readers = new ArrayList<>();
    private final List<Browser> browsers = new ArrayList<>();
    private final AtomicReference<String> key;

    Audience(World world, String sdkKey) {
        key = new AtomicReference<>(sdkKey);
        String pages = "/projects/soak/environments/production";
        List<String> open = List.of(pages + "/live", pages + "/routes/" + World.ROUTES.get(0) + "/live");
        for (int i = 0; i < PAGES; i++) {
            Browser browser = new Browser(world.url(), open.get(i % open.size()));
            browsers.add(browser);
            readers.add(new EventReader("page-" + i, browser));
        }
        for (int i = 0; i < SUBSCRIBERS; i++) {
            readers.add(new EventReader("subscriber-" + i, new Subscriber(world.url(), key)));
        }
    }

    void use(String newKey) {
        key.set(newKey);
    }

    /** All that were opened so far. */
    long streams() {
        return readers.stream().mapToLong(EventReader::streams).sum();
    }

    /** Of the people before the pages, so far. */
    long signIns() {
        return browsers.stream().mapToLong(Browser::signIns).sum();
    }

    @Override
    public void close() throws IOException {
        for (EventReader reader : readers) {
            reader.close();
        }
    }
}
