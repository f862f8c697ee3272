package dev.banyan.server.web.guard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.web.browser.TestBrowser;
import dev.banyan.server.web.browser.TestTraffic;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The new side begins to fail while somebody looks, with real services behind it; then they want to know why. */
@BanyanTest
class DecisionPageTest {

    @Test
    void it_is_rolled_back_by_itself_and_one_page_says_why() {
        setDefaultAssertionTimeout(Duration.ofSeconds(60).toMillis());
        TestShop shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 25)).statusCode(200);
        try (TestTraffic services = new TestTraffic(url(""), shop.sdkKey(), "orders.get").start();
                Page page = TestBrowser.shared().open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT)) {
            signIn(page, shop);
            page.navigate(url("/projects/" + shop.project() + "/environments/production/routes/orders.get"));
            assertThat(page.locator("#guard")).containsText(Pattern.compile("requests on new, needs about"));

            services.failOnNew(true);

            assertThat(page.locator("#flag")).containsText("guard rolled back this route");
            assertThat(page.locator(".guard-past")).containsText("Rolled back");
            requireAccessible(page);
            page.locator(".guard-past a").first().click();

            assertThat(page.locator("h1")).containsText("Why orders.get was rolled back");
            assertThat(page.locator(".decision-words")).containsText("New fails more often than legacy");
            assertThat(page.locator(".decision-sides tbody tr")).hasCount(2);
            assertThat(page.locator("#convergence")).containsText("Applied on 2 of 2 instances");
            page.getByText("The same as a table").click();
            assertThat(page.locator(".seconds tbody tr").first()).isVisible();
            requireAccessible(page);
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("To the route"))
                    .click();
            assertThat(page.locator("h1")).containsText("orders.get");
        }
    }

    private static void requireAccessible(Page page) {
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
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
