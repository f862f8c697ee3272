package dev.banyan.soak;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Somebody with a page open: signs in, follows the page, and signs in again when the session has ended. */
final class Browser implements EventReader.Source {
    private static final String FORM = "__Host-banyan-sign-in";
    private static final String SESSION = "__Host-banyan";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;
    private final String page;
    private final AtomicLong signIns = new AtomicLong();
    private String session;

    Browser(String server, String page) {
        this.server = server;
        this.page = page;
    }

    @Override
    public HttpRequest next() throws IOException, InterruptedException {
        if (session == null) {
            session = signIn();
        }
        return HttpRequest.newBuilder(URI.create(server + page))
                .header("Cookie", SESSION + "=" + session)
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

    private String signIn() throws IOException, InterruptedException {
        signIns.incrementAndGet();
        URI address = URI.create(server + "/sign-in");
        String form = cookie(FORM, http.send(HttpRequest.newBuilder(address).build(), discarding()));
        String body =
                "username=" + World.USER + "&password=" + encoded(World.PASSWORD) + "&next=%2F&csrf=" + encoded(form);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Cookie", FORM + "=" + form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return cookie(SESSION, http.send(request, discarding()));
    }

    private static HttpResponse.BodyHandler<Void> discarding() {
        return HttpResponse.BodyHandlers.discarding();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String cookie(String name, HttpResponse<?> response) throws IOException {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1).split(";", 2)[0])
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + " with status " + response.statusCode()));
    }
}
