package dev.banyan.harness;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * Somebody who is signed in to the pages.
 *
 * @param cookie as a browser sends it
 */
public record PageSession(String cookie) {
    private static final String FORM = "__Host-banyan-sign-in";
    private static final String SESSION = "__Host-banyan";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public static PageSession signIn(URI server, String user, String password)
            throws IOException, InterruptedException {
        URI address = server.resolve("/sign-in");
        String form = cookie(FORM, HTTP.send(HttpRequest.newBuilder(address).build(), discarding()));
        String body =
                "username=" + encoded(user) + "&password=" + encoded(password) + "&next=%2F&csrf=" + encoded(form);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Cookie", FORM + "=" + form)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return new PageSession(SESSION + "=" + cookie(SESSION, HTTP.send(request, discarding())));
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
