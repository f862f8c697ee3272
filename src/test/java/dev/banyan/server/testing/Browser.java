package dev.banyan.server.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little of a browser that forms and cookies need, for tests that need no real one. Follows no redirects. */
public final class Browser {

    private static final String SESSION = "__Host-banyan";
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\"[^>]*value=\"([^\"]+)\"");

    private static final Pattern SIGNED_IN = Pattern.compile("data-csrf=\"([^\"]+)\"");

    private final Map<String, String> cookies = new HashMap<>();

    public RequestSpecification request() {
        return given().redirects().follow(false).cookies(cookies);
    }

    /** Opens the form and sends it. */
    public Response signIn(String username, String password, String next) {
        // The form is shown to those without a session only; the session cookie comes back with the answer.
        Map<String, String> old = new HashMap<>(cookies);
        cookies.remove(SESSION);
        String page = keepCookies(request().get("/sign-in")).asString();
        old.forEach(cookies::putIfAbsent);
        Matcher csrf = CSRF.matcher(page);
        if (!csrf.find()) {
            throw new AssertionError("The sign-in page holds no csrf field: " + page);
        }
        return keepCookies(request()
                .formParam("username", username)
                .formParam("password", password)
                .formParam("next", next)
                .formParam("csrf", csrf.group(1))
                .post("/sign-in"));
    }

    public Optional<String> sessionToken() {
        return Optional.ofNullable(cookies.get(SESSION));
    }

    /** As a browser sends it. */
    public String sessionCookie() {
        return SESSION + "=" + sessionToken().orElseThrow();
    }

    /** Of the session, as every form of a page carries it. */
    public String csrf() {
        String page = request().header("HX-Request", "true").get("/sign-in").asString();
        Matcher csrf = SIGNED_IN.matcher(page);
        if (!csrf.find()) {
            throw new AssertionError("Nobody is signed in: " + page);
        }
        return csrf.group(1);
    }

    private Response keepCookies(Response response) {
        response.cookies().forEach((name, value) -> {
            if (value.isEmpty()) {
                cookies.remove(name);
            } else {
                cookies.put(name, value);
            }
        });
        return response;
    }
}
