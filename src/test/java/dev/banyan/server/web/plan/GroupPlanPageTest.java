package dev.banyan.server.web.plan;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import dev.banyan.server.web.browser.TestBrowser;
import io.restassured.RestAssured;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Routes are put together, and move as one. */
@BanyanTest
class GroupPlanPageTest {
    private static final TestBrowser BROWSER = TestBrowser.shared();

    private TestShop shop;
    private Page page;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2).route("orders.list", 2).route("stock.four", 4);
        page = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void routes_that_fit_together_move_together_and_the_page_follows_them() {
        signIn(shop.editor());
        link("Plans").click();
        assertThat(page.locator("#plan-list")).containsText("Nothing moves by plan");
        link("Move routes together").click();
        page.getByLabel("Name").fill("Checkout");
        tick("orders.get").check();
        page.getByLabel("Search routes").fill("4 stages");
        assertThat(page.locator(".choices > li:visible")).hasCount(2);
        tick("stock.four").check();
        press("Make the plan");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("2 stages: orders.get; 4 stages: stock.four.");
        assertThat(page.getByLabel("Name")).hasValue("Checkout");
        tick("stock.four").uncheck();
        page.getByLabel("Search routes").fill("");
        tick("orders.list").check();
        press("Make the plan");

        assertThat(page.locator("h1")).hasText("Checkout");
        assertThat(page.locator(".members > li")).hasCount(2);
        press("Start plan");
        assertThat(page.locator("#plan-title")).hasText("Step 1 of 4");
        assertThat(page.locator(".members > li").nth(1)).containsText(Pattern.compile("5.% new"));
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();

        shop.act("orders.list", "rollback", Map.of()).statusCode(200);
        assertThat(board()).containsText("rolled the route back");
        assertThat(page.locator(".members > li").nth(1)).containsText("Rolled back");
        assertThat(page.locator("#bell-news")).containsText("new notice");
        page.locator("#plan-resume summary").click();
        assertThat(page.locator("#plan-resume")).containsText(Pattern.compile("orders.list: 5.% at Complete"));
        press("Resume routes and plan");
        assertThat(page.locator("#plan-title")).hasText("Step 1 of 4");
        assertThat(page.locator(".members > li").nth(1)).containsText(Pattern.compile("5.% new"));
    }

    @Test
    void a_route_of_a_group_says_so_and_leads_to_the_plan_that_it_has_with_the_others() {
        page.context().close();
        page = BROWSER.openWithoutScripts();
        signIn(shop.editor());
        go("/plans/new?route=orders.get");
        page.getByLabel("Search routes").fill("list");
        press("Search");
        assertThat(tick("orders.get")).isChecked();
        assertThat(tick("stock.four")).isHidden();
        tick("orders.list").check();
        press("Make the plan");
        assertThat(page.locator("#group-name-error")).containsText("The plan has no name.");
        assertThat(tick("orders.list")).isChecked();
        page.getByLabel("Name").fill("Checkout");
        page.getByLabel("Steps of your own").check();
        press("Make the plan");

        page.locator("#share-0").fill("12.5");
        press("Save the steps");
        assertThat(page.locator(".timeline > li").first()).containsText(Pattern.compile("12\\.5.% at Complete"));
        String group = page.url();
        go("/routes/orders.list");
        assertThat(page.locator("#plan-card")).containsText("Moves with Checkout: 2 routes, all of them or none.");
        go("/routes/orders.list/plan");
        assertThat(page).hasURL(group);
        page.locator("#plan-abort summary").click();
        press("Abort the plan");
        go("/plans/new");
        assertThat(tick("orders.list")).isEnabled();
        go("/plans?which=over");
        assertThat(page.locator(".plan-row")).containsText("Checkout");
    }

    @Test
    void a_viewer_sees_what_moves_and_can_make_nothing() {
        signIn(TestUsers.with(Role.VIEWER, shop.project()));
        go("/plans");
        assertThat(page.locator("h1")).hasText("Plans");
        assertThat(link("Move routes together")).hasCount(0);
        go("/plans/new");
        assertThat(page.locator("h1")).hasText("You may not do this");
    }

    private void signIn(ApiClient user) {
        page.navigate(url("/"));
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        press("Sign in");
        page.waitForURL(Pattern.compile(".*/projects/.*"));
    }

    private void go(String where) {
        page.navigate(url("/projects/" + shop.project() + "/environments/production" + where));
    }

    private void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator tick(String route) {
        return page.locator("input[name=route][value='" + route + "']");
    }

    private Locator board() {
        return page.locator("#plan-board");
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
