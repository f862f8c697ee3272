package dev.banyan.soak;

import dev.banyan.harness.PageSession;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody with a page open: signs in, follows the page, and signs in again when the session has ended. */
final class Browser implements EventReader.Source {
    private final String server;
    private final String page;
    private final AtomicLong signIns = new AtomicLong();
    private PageSession session;

    Browser(String server, String page) {
        this.server = server;
        this.page = page;
    }

    @Override
    public HttpRequest next() throws IOException, InterruptedException {
        if (session == null) {
            signIns.incrementAndGet();
            session = PageSession.signIn(URI.create(server), World.USER, World.PASSWORD);
        }
        return HttpRequest.newBuilder(URI.create(server + page))
                .header("Cookie", session.cookie())
                .header("Accept", "text/event-stream")
                .build();
    }

    @Override
    public void refused(int status) {
        session = null;
    }

    long signIns() {
        return signIns.get();
    }
}
