package dev.banyan.server.web.route;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestService;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.web.browser.TestBrowser;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A slow way back and what is told of it, and the last page of a route's life. */
@BanyanTest
class WayBackPageTest {
    private static final TestBrowser BROWSER = TestBrowser.shared();

    private TestShop shop;
    private Page page;

    @BeforeEach
    void open() {
        shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 100)).statusCode(200);
        page = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
        page.navigate("http://localhost:" + RestAssured.port + "/");
        page.locator("#username").fill(shop.editor().username());
        page.locator("#password").fill(shop.editor().password());
        press("Sign in");
        page.waitForURL(Pattern.compile(".*/projects/.*"));
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void a_slow_rollback_is_set_pressed_and_ended_at_once() {
        go("/routes/orders.get");
        assertThat(button("Roll back")).isVisible();
        assertThat(button("Now, at once")).hasCount(0);
        page.locator("#settings summary").click();
        page.getByLabel("A rollback takes").fill("300");
        press("Save");
        assertThat(page.locator("#settings")).containsText("Over 300 s; at once is one more press away.");

        go("/routes/orders.get");
        press("Roll back over 300 s");

        assertThat(page.locator("#flag")).containsText("Rolling back");
        assertThat(page.locator("#notice")).containsText("returns to legacy over 300 s");
        assertThat(page.locator(".resume")).hasCount(0);
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        press("Now, at once");
        assertThat(page.locator("#notice")).containsText("Legacy answers everyone on orders.get.");
        assertThat(page.locator("#flag .resume")).isVisible();
        assertThat(shop.flag("orders.get").getString("rollback.pace")).isNull();
    }

    @Test
    void what_is_decided_rings_the_bell_of_every_open_page_until_it_is_read() {
        go("/calendar");
        assertThat(page.locator(".bell-count")).hasCount(0);
        shop.editor()
                .request()
                .post(shop.routePath("orders.get") + "/rollback?pace=1s")
                .then()
                .statusCode(200);
        assertThat(page.locator(".bell-count")).containsText("1");
        assertThat(page.locator("#bell-news")).hasText("1 new notice");
        page.locator(".bell").click();
        assertThat(page.locator(".notices")).containsText("has returned everybody to legacy");
        assertThat(page.locator(".notices")).containsText("New");
        press("Mark all as read");
        assertThat(page.locator(".bell-count")).hasCount(0);
        assertThat(page.locator(".notices .fresh")).hasCount(0);
    }

    @Test
    void a_route_at_its_last_stage_leads_to_what_is_missing_for_its_retirement() {
        TestService.of(shop, "orders-1", "orders")
                .declares(TestService.route("orders.get", 2, "off", "shop.Orders.show:41"));
        go("/routes/orders.get");

        page.getByText("See what proves that legacy is not needed").click();

        assertThat(page.locator("h2").first()).containsText("Not yet: 3 of 5 conditions are met.");
        assertThat(page.locator(".proofs .open").first())
                .containsText("No service has reported a call of this route yet");
        assertThat(page.locator(".sites")).containsText("shop.Orders.show:41");
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        assertThat(page.pdf()).isNotEmpty();
    }

    @Test
    void the_overview_leads_to_the_progress_of_its_environment() {
        go("");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Progress"))
                .click();
        assertThat(page.locator("h1")).containsText("No route needs legacy any more");
        page.getByText("As a table").click();
        assertThat(page.locator(".burn-down tbody tr")).hasCount(1);
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    private void press(String name) {
        button(name).click();
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private void go(String path) {
        page.navigate("http://localhost:" + RestAssured.port + "/projects/" + shop.project()
                + "/environments/production" + path);
    }
}
