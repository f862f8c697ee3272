package dev.banyan.server.access.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.nullValue;

import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.Browser;
import dev.banyan.server.testing.TestShop;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BanyanTest
class SecurityHeadersApiTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in",
                "/",
                "/api/v1/users",
                "/q/health",
                "/assets/none.css",
                "/assets/banyan.css",
                "/webjars/htmx.org/2.0.10/dist/htmx.min.js"
            })
    void every_answer_carries_them_refusals_and_files_included(String path) {
        given().redirects()
                .follow(false)
                .get(path)
                .then()
                .header(
                        "Content-Security-Policy",
                        "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'; object-src 'none'")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin");
    }

    @Test
    void browsers_are_not_bound_to_https_by_a_server_without() {
        given().get("/sign-in").then().header("Strict-Transport-Security", nullValue());
    }

    /** After signing out, "Back" must find nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/projects/{p}/audit",
                "/projects/{p}/environments/production",
                "/projects/none",
                "/api/v1/projects/{p}/audit",
                "/api/v1/projects/none"
            })
    void nobody_keeps_what_is_private(String path) {
        TestShop shop = TestShop.open();
        Browser browser = new Browser();
        browser.signIn(shop.editor().username(), shop.editor().password(), "/");
        String address = path.replace("{p}", shop.project());

        RequestSpecification request = path.startsWith("/api")
                ? shop.editor().request()
                : browser.request().accept("text/html");
        request.get(address).then().header("Cache-Control", "no-store");
    }

    @Test
    void the_script_library_is_served_to_everybody() {
        given().get("/webjars/htmx.org/2.0.10/dist/htmx.min.js").then().statusCode(200);
    }
}
