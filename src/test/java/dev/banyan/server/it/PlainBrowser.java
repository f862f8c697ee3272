package dev.banyan.server.it;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.banyan.server.testing.ApiClient;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser without scripts, signed in. */
record PlainBrowser(String session) {

    RequestSpecification request() {
        return given().cookie("__Host-banyan", session)
                .header("Accept", "text/html")
                .redirects()
                .follow(false);
    }

    static PlainBrowser signIn(ApiClient user) {
        Response form = given().get("/sign-in");
        String cookie = form.getCookie("__Host-banyan-sign-in");
        return new PlainBrowser(given().cookie("__Host-banyan-sign-in", cookie)
                .redirects()
                .follow(false)
                .formParam("username", user.username())
                .formParam("password", user.password())
                .formParam("csrf", cookie)
                .formParam("next", "/")
                .post("/sign-in")
                .then()
                .statusCode(303)
                .body(not(containsString("wrong")))
                .extract()
                .cookie("__Host-banyan"));
    }

    static String csrf(String html) {
        Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(html);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }
}
