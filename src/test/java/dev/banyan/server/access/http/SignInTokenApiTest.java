package dev.banyan.server.access.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestUsers;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

/** What ties the sign-in form to the browser that asked for it. */
@BanyanTest
class SignInTokenApiTest {

    /** Otherwise the form that was opened last would make those of all other tabs too old. */
    @Test
    void the_forms_of_all_tabs_of_a_browser_work() {
        ApiClient user = TestUsers.stranger();
        String token = given().get("/sign-in").getCookie("__Host-banyan-sign-in");
        given().cookie("__Host-banyan-sign-in", token)
                .header("HX-Request", "true")
                .get("/sign-in")
                .then()
                .cookie("__Host-banyan-sign-in", equalTo(token));

        for (int tab = 0; tab < 2; tab++) {
            Response answer = signIn(user, token, token);
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().getValues("Set-Cookie")).noneMatch(cookie -> cookie.contains("banyan-sign-in"));
        }
        assertThat(signIn(user, token, "another").statusCode()).isEqualTo(403);
    }

    @Test
    void neither_an_empty_token_nor_none_fits_a_browser_without_one() {
        ApiClient user = TestUsers.stranger();
        assertThat(signIn(user, "", "").statusCode()).isEqualTo(403);
        given().redirects()
                .follow(false)
                .formParam("username", user.username())
                .formParam("password", user.password())
                .formParam("csrf", "")
                .post("/sign-in")
                .then()
                .statusCode(403);
    }

    @Test
    void a_cookie_that_is_none_of_ours_gets_a_new_token() {
        String token = given().cookie("__Host-banyan-sign-in", "<made up>")
                .get("/sign-in")
                .getCookie("__Host-banyan-sign-in");
        assertThat(token).hasSize(43).doesNotContain("<");
    }

    private static Response signIn(ApiClient user, String cookie, String ofForm) {
        return given().redirects()
                .follow(false)
                .cookie("__Host-banyan-sign-in", cookie)
                .formParam("username", user.username())
                .formParam("password", user.password())
                .formParam("csrf", ofForm)
                .post("/sign-in");
    }
}
