package dev.banyan.server.access.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.banyan.server.access.people.UiSessions;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.Browser;
import dev.banyan.server.testing.TestUsers;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@BanyanTest
class SignInApiTest {

    @Inject
    UiSessions sessions;

    private final Browser browser = new Browser();
    private ApiClient ana;

    @BeforeEach
    void somebody_who_may_sign_in() {
        ana = TestUsers.stranger();
    }

    @Test
    void a_page_without_a_session_leads_to_sign_in_and_back() {
        given().redirects()
                .follow(false)
                .get("/projects/shop?x=1")
                .then()
                .statusCode(303)
                .header("Location", "/sign-in?next=%2Fprojects%2Fshop%3Fx%3D1");

        Response answer = browser.signIn(ana.username(), ana.password(), "/projects/shop?x=1");

        answer.then().statusCode(303).header("Location", "/projects/shop?x=1");
        assertThat(browser.sessionToken()).isPresent();
    }

    @Test
    void scripts_and_streams_without_a_session_are_told_so() {
        given().header("HX-Request", "true")
                .header("HX-Current-URL", "http://localhost/projects/shop")
                .get("/projects/shop/rows")
                .then()
                .statusCode(401)
                .header("HX-Redirect", nullValue());
        given().accept("text/event-stream").get("/projects/shop/live").then().statusCode(401);
    }

    @Test
    void a_form_of_ours_without_a_session_comes_back_and_goes_on_after_signing_in_without_a_word_in_the_address() {
        String path = "/projects/shop/environments/production/routes/orders.get/rollout";
        Response asked = ours(given())
                .formParam("csrf", "of-the-session-that-is-over")
                .formParam("percentage", "33.5")
                .formParam("reason", "<b>after the sale</b>")
                .post(path);

        asked.then()
                .statusCode(403)
                .header("Location", nullValue())
                .body(containsString("Your session has ended."))
                .body(containsString("name=\"kept.percentage\" value=\"33.5\""))
                .body(containsString("&lt;b&gt;after the sale"))
                .body(not(containsString("of-the-session-that-is-over")));

        String formToken = asked.getCookie("__Host-banyan-sign-in");
        given().cookie("__Host-banyan-sign-in", formToken)
                .formParam("csrf", formToken)
                .formParam("username", ana.username())
                .formParam("password", ana.password())
                .formParam("next", "/projects/shop")
                .formParam("kept-action", path)
                .formParam("kept.percentage", "33.5")
                .post("/sign-in")
                .then()
                .statusCode(200)
                .body(containsString("action=\"" + path + "\""))
                .body(containsString("name=\"percentage\" value=\"33.5\""))
                .body(containsString("Go on as " + ana.username()));
    }

    @Test
    void what_another_site_sends_without_a_session_is_kept_for_nobody() {
        given().redirects()
                .follow(false)
                .header("Accept", "text/html")
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("percentage", "100")
                .post("/projects/shop/environments/production/routes/orders.get/rollout")
                .then()
                .statusCode(303)
                .header("Location", "/sign-in");
        given().redirects()
                .follow(false)
                .header("Origin", "https://evil.example")
                .formParam("percentage", "100")
                .post("/projects/shop/environments/production/routes/orders.get/rollout")
                .then()
                .statusCode(303);
    }

    @Test
    void a_kept_form_never_leads_to_another_site() {
        Response asked = ours(given()).formParam("percentage", "1").post("/projects/shop/rollout");
        String formToken = asked.getCookie("__Host-banyan-sign-in");
        given().redirects()
                .follow(false)
                .cookie("__Host-banyan-sign-in", formToken)
                .formParam("csrf", formToken)
                .formParam("username", ana.username())
                .formParam("password", ana.password())
                .formParam("kept-action", "//evil.example/")
                .post("/sign-in")
                .then()
                .statusCode(303)
                .header("Location", "/");
    }

    @Test
    void browsers_get_a_page_for_what_is_not_there_and_for_a_wrong_token_and_programs_get_json() {
        browser.signIn(ana.username(), ana.password(), "/");

        browser.request()
                .accept("text/html")
                .get("/no/such/page")
                .then()
                .statusCode(404)
                .contentType(startsWith("text/html"))
                .body(containsString("Not found"))
                .body(containsString("Back to the start"));
        browser.request()
                .accept("text/html")
                .formParam("csrf", "guessed")
                .post("/sign-out")
                .then()
                .statusCode(403)
                .contentType(startsWith("text/html"));
        browser.request()
                .header("HX-Request", "true")
                .formParam("csrf", "guessed")
                .post("/sign-out")
                .then()
                .statusCode(403)
                .header("Banyan-Refused", "csrf")
                .body(containsString("id=\"notice\""));
        browser.request().get("/no/such/page").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void a_wrong_token_on_a_page_of_ours_asks_whoever_is_signed_in_to_go_on() {
        browser.signIn(ana.username(), ana.password(), "/");

        ours(browser.request())
                .formParam("csrf", "of-another-session")
                .formParam("percentage", "33.5")
                .post("/projects/shop/environments/production/routes/orders.get/rollout")
                .then()
                .statusCode(403)
                .body(containsString("Go on as " + ana.username()))
                .body(containsString("name=\"percentage\" value=\"33.5\""))
                .body(not(containsString("of-another-session")));
    }

    private static RequestSpecification ours(RequestSpecification request) {
        return request.redirects().follow(false).header("Accept", "text/html").header("Sec-Fetch-Site", "same-origin");
    }

    @Test
    void the_cookie_is_out_of_reach_of_scripts_other_hosts_and_plain_http() {
        Response answer = browser.signIn(ana.username(), ana.password(), "/");

        assertThat(answer.headers().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("__Host-banyan="))
                .singleElement()
                .asString()
                .contains("; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax")
                .doesNotContain("Domain");
    }

    @Test
    void a_wrong_password_shows_the_form_again_and_keeps_name_and_destination() {
        browser.signIn(ana.username(), "not the password", "/projects/shop")
                .then()
                .statusCode(422)
                .body(containsString("The name or the password is wrong."))
                .body(containsString("value=\"" + ana.username() + "\""))
                .body(containsString("value=\"/projects/shop\""))
                .body(not(containsString("not the password")));
        assertThat(browser.sessionToken()).isEmpty();
    }

    @Test
    void what_was_typed_comes_back_as_text_never_as_markup() {
        browser.signIn("<script>alert(1)</script>", "whatever it is", "/")
                .then()
                .statusCode(422)
                .body(not(containsString("<script>alert")));
    }

    @Test
    void the_form_of_another_site_signs_nobody_in() {
        given().redirects()
                .follow(false)
                .formParam("username", ana.username())
                .formParam("password", ana.password())
                .formParam("csrf", "guessed")
                .post("/sign-in")
                .then()
                .statusCode(403);
    }

    @Test
    void nobody_is_led_to_another_site_after_signing_in() {
        browser.signIn(ana.username(), ana.password(), "//evil.example/")
                .then()
                .statusCode(303)
                .header("Location", "/");
    }

    @Test
    void signing_in_again_ends_the_old_session_and_begins_another() {
        browser.signIn(ana.username(), ana.password(), "/");
        String first = browser.sessionToken().orElseThrow();
        assertThat(sessions.find(first)).isPresent();

        browser.signIn(ana.username(), ana.password(), "/").then().statusCode(303);

        assertThat(browser.sessionToken()).isPresent().isNotEqualTo(java.util.Optional.of(first));
        assertThat(sessions.find(first)).isEmpty();
    }

    @Test
    void whoever_is_signed_in_does_not_see_the_form() {
        browser.signIn(ana.username(), ana.password(), "/");

        browser.request()
                .queryParam("next", "/projects/shop")
                .get("/sign-in")
                .then()
                .statusCode(303)
                .header("Location", "/projects/shop");
    }

    @Test
    void a_dead_session_is_nobodys_and_its_cookie_is_cleared() {
        browser.signIn(ana.username(), ana.password(), "/");
        String token = browser.sessionToken().orElseThrow();
        sessions.end(dev.banyan.server.audit.Actor.user(ana.username()), token);

        for (String dead : java.util.List.of(token, "never-was-one")) {
            with(dead)
                    .get("/projects/shop")
                    .then()
                    .statusCode(303)
                    .header("Location", startsWith("/sign-in"))
                    .header("Set-Cookie", startsWith("__Host-banyan=; Path=/; Max-Age=0"));
            Response form = with(dead).get("/sign-in");
            form.then().statusCode(200).body(containsString("name=\"password\""));
            assertThat(form.headers().getValues("Set-Cookie"))
                    .anyMatch(cookie -> cookie.startsWith("__Host-banyan=; Path=/; Max-Age=0"));
        }
    }

    @Test
    void whoever_signs_in_with_a_dead_cookie_keeps_the_new_one() {
        String formToken = given().get("/sign-in").getCookie("__Host-banyan-sign-in");
        Response answer = with("never-was-one")
                .cookie("__Host-banyan-sign-in", formToken)
                .formParam("csrf", formToken)
                .formParam("username", ana.username())
                .formParam("password", ana.password())
                .post("/sign-in");

        answer.then().statusCode(303);
        assertThat(answer.headers().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("__Host-banyan="))
                .singleElement()
                .asString()
                .doesNotContain("Max-Age=0");
    }

    @Test
    void a_script_with_a_dead_cookie_does_not_clear_what_another_tab_may_have_renewed() {
        with("never-was-one")
                .header("HX-Request", "true")
                .get("/projects/shop/rows")
                .then()
                .statusCode(401)
                .header("Set-Cookie", nullValue());
    }

    private static RequestSpecification with(String session) {
        return given().redirects().follow(false).cookie("__Host-banyan", session);
    }

    @Test
    void signing_out_needs_the_sessions_own_token_and_ends_it_for_good() {
        browser.signIn(ana.username(), ana.password(), "/");
        String token = browser.sessionToken().orElseThrow();
        String csrf = sessions.find(token).orElseThrow().csrfToken();

        browser.request().post("/sign-out").then().statusCode(403).body("type", equalTo("urn:banyan:problem:csrf"));
        browser.request()
                .header("X-CSRF-Token", csrf + "x")
                .post("/sign-out")
                .then()
                .statusCode(403);
        browser.request().formParam("csrf", "guessed").post("/sign-out").then().statusCode(403);
        assertThat(sessions.find(token)).isPresent();

        browser.request()
                .formParam("csrf", csrf)
                .post("/sign-out")
                .then()
                .statusCode(303)
                .header("Location", "/sign-in")
                .header("Set-Cookie", startsWith("__Host-banyan=; Path=/; Max-Age=0"));
        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void a_page_of_another_site_changes_nothing_though_it_has_the_token() {
        browser.signIn(ana.username(), ana.password(), "/");
        String csrf = browser.csrf();

        browser.request()
                .header("Origin", "https://evil.example")
                .formParam("csrf", csrf)
                .post("/sign-out")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:banyan:problem:foreign-origin"));
        browser.request()
                .header("Sec-Fetch-Site", "same-site")
                .formParam("csrf", csrf)
                .post("/sign-out")
                .then()
                .statusCode(403);
        ana.request()
                .header("Origin", "null")
                .body(java.util.Map.of("newPassword", "another good password", "currentPassword", ana.password()))
                .put("/api/v1/users/{user}/password", ana.username())
                .then()
                .statusCode(403);

        browser.request()
                .header("Origin", "http://localhost:" + RestAssured.port)
                .formParam("csrf", csrf)
                .post("/sign-out")
                .then()
                .statusCode(303);
    }

    @Test
    void a_redirect_stays_on_this_server_whatever_the_request_calls_it() {
        browser.signIn(ana.username(), ana.password(), "/");
        browser.request()
                .header("Host", "evil.example")
                .queryParam("next", "/projects/shop")
                .get("/sign-in")
                .then()
                .statusCode(303)
                .header("Location", "/projects/shop");
        ApiClient.administrator()
                .request()
                .header("Host", "evil.example")
                .body(java.util.Map.of(
                        "username", TestUsers.uniqueKey("eve"), "displayName", "Eve", "password", "ten characters"))
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .header("Location", startsWith("/api/v1/users/"));
    }

    @Test
    void the_token_is_accepted_in_the_header_as_well() {
        browser.signIn(ana.username(), ana.password(), "/");
        String csrf = sessions.find(browser.sessionToken().orElseThrow())
                .orElseThrow()
                .csrfToken();

        browser.request().header("X-CSRF-Token", csrf).post("/sign-out").then().statusCode(303);
    }

    @Test
    void a_new_password_ends_all_sessions() {
        browser.signIn(ana.username(), ana.password(), "/");
        String token = browser.sessionToken().orElseThrow();
        assertThat(sessions.find(token)).isPresent();

        ApiClient.administrator()
                .request()
                .body(java.util.Map.of("newPassword", "another good password"))
                .put("/api/v1/users/{user}/password", ana.username())
                .then()
                .statusCode(204);

        assertThat(sessions.find(token)).isEmpty();
    }

    @Test
    void a_session_opens_pages_only_and_a_token_opens_the_api_only() {
        browser.signIn(ana.username(), ana.password(), "/");

        browser.request().get("/api/v1/projects/shop/audit").then().statusCode(401);
        given().redirects()
                .follow(false)
                .auth()
                .oauth2(ana.token())
                .post("/sign-out")
                .then()
                .statusCode(303)
                .header("Location", "/sign-in");
    }
}
