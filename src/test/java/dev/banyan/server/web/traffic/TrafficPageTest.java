package dev.banyan.server.web.traffic;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.web.browser.TestBrowser;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a product owner opens on Monday morning, in a real browser. */
@BanyanTest
class TrafficPageTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String ROUTE = "orders.get";

    @Test
    void the_traffic_of_all_routes_leads_to_that_of_one_and_to_what_is_left() {
        TestShop shop = TestShop.open().route(ROUTE, 2);
        shop.patch(ROUTE, Map.of("percentage", 25)).statusCode(200);
        TestService service = TestService.of(shop, "one", "shop");
        service.calls(ROUTE, 40);
        service.compares("{\"route\":\"orders.get\",\"stage\":\"live\",\"compared\":50,\"mismatched\":4}")
                .statusCode(204);
        await().atMost(SOON)
                .until(() -> shop.editor()
                                .request()
                                .get(shop.environmentPath() + "/health/total")
                                .jsonPath()
                                .getInt("total.mismatched")
                        == 4);
        try (Page page = TestBrowser.shared().open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT)) {
            signIn(page, shop.editor());
            follow(page, "Traffic");
            assertThat(page.locator(".changes"))
                    .containsText(
                            Pattern.compile("orders.get 25.% " + shop.editor().username()));
            follow(page, "15 minutes");
            assertThat(page.locator("#past-title")).hasText("The last 15 minutes");

            page.locator(".shares .route-key").click();

            assertThat(page.locator(".crumb")).containsText(ROUTE);
            assertThat(page.locator("#past-title")).hasText("The last 15 minutes");
            assertThat(page.locator("body")).containsText(Pattern.compile("4 of 50 comparisons differed, 8.%"));
            page.locator("details summary").last().click();
            assertThat(page.locator("table.steps tbody")).containsText(Pattern.compile("50 8.%"));
            follow(page, "Progress");
            assertThat(page.locator("h1")).hasText("1 of 1 route still on legacy");
        }
    }

    private static void follow(Page page, String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .click();
    }

    private static void signIn(Page page, ApiClient user) {
        page.navigate("http://localhost:" + RestAssured.port + "/");
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(Pattern.compile(".*/projects/.*"));
    }
}
