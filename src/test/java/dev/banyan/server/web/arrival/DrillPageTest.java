package dev.banyan.server.web.arrival;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.web.browser.Readability;
import dev.banyan.server.web.browser.TestBrowser;
import dev.banyan.server.web.browser.TestTraffic;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody rehearses a rollback before it is needed, with real services behind it. */
@BanyanTest
class DrillPageTest {

    @Test
    void a_drill_is_pressed_proved_and_listed_and_moves_nobody() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 25)).statusCode(200);
        try (TestTraffic services = new TestTraffic(url(""), shop.sdkKey(), "orders.get").start();
                Page page = TestBrowser.shared().open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT)) {
            signIn(page, shop);
            page.navigate(url("/projects/" + shop.project() + "/environments/production/routes/orders.get"));
            assertThat(page.locator("#drill")).containsText("Never rehearsed.");
            assertThat(page.locator("#convergence")).containsText("Applied on 2 of 2 instances");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Rehearse"))
                    .click();

            assertThat(page.locator("#drill"))
                    .containsText(Pattern.compile(
                            "Rehearsed .* by " + shop.editor().username() + ": 2 of 2 instances in [\\d.]+ m?s"));
            assertThat(page.locator("#history")).containsText("Rollback rehearsed, nobody moved");
            assertThat(page.locator("#flag")).containsText(Pattern.compile("New serves 25.%"));

            page.locator("#drill a").click();
            assertThat(page.locator("h1")).containsText("Rehearsed the rollback of orders.get");
            assertThat(page.locator("#convergence")).containsText("Applied on 2 of 2 instances in");
            Readability.require(page, "the drill");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Rollbacks"))
                    .click();
            assertThat(page.locator(".rollbacks > li").first()).containsText("2 of 2 instances");
            Readability.require(page, "rollbacks");
        }
    }

    private static void signIn(Page page, TestShop shop) {
        page.navigate(url("/"));
        page.locator("#username").fill(shop.editor().username());
        page.locator("#password").fill(shop.editor().password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(Pattern.compile(".*/projects/.*"));
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
