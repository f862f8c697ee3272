package dev.banyan.server.web.route;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import dev.banyan.server.web.browser.Confirmations;
import dev.banyan.server.web.browser.Readability;
import dev.banyan.server.web.browser.TestBrowser;
import dev.banyan.server.web.browser.TestTraffic;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do with Banyan, in a real browser, with real services behind it. */
@BanyanTest
class StoryPageTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private static final TestBrowser BROWSER = TestBrowser.shared();

    private TestShop shop;
    private TestTraffic traffic;
    private Page page;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2, Map.of("method", "GET", "path", "/orders/{id}"));
        traffic = new TestTraffic(url(""), shop.sdkKey(), "orders.get").start();
        page = open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
    }

    @AfterEach
    void closeShop() {
        page.context().close();
        traffic.close();
    }

    @Test
    void a_product_owner_moves_a_route_sees_it_fail_takes_it_back_and_resumes() {
        letTheGuardOnlyTell();
        signIn(shop.editor());
        assertThat(page).hasURL(Pattern.compile(".*/projects/" + shop.project() + "/environments/production"));
        assertThat(page.locator("#summary-title")).containsText("the old system");

        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("orders.get").setExact(true))
                .click();
        moveTo("25");
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> !traffic.servedByNew().isEmpty());
        Set<String> moved = traffic.servedByNew();
        assertThat(moved.size()).isCloseTo(TestTraffic.CUSTOMERS / 4, within(40));
        assertThat(page.locator(".right-now")).containsText(Pattern.compile("Right now [1-4]\\d(\\.\\d)?.% new"));

        traffic.failOnNew(true);
        assertThat(page.locator("tr.new .failing")).isVisible();

        page.locator("#roll-back").click();
        // Until then the page still tells how far the change before it has come.
        assertThat(page.locator("#flag .alarm")).isVisible();
        assertThat(page.locator("#convergence"))
                .containsText(Pattern.compile(
                        "Applied on 2 of 2 instances in \\d+ ms|Applied on 2 of 2 instances in [\\d.]+ s"));
        assertThat(traffic.servedByNew()).isEmpty();

        traffic.failOnNew(false);
        page.locator("#flag .resume").click();
        Confirmations.sendOnceItIsTaken(page);
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> traffic.servedByNew().equals(moved));
        assertThat(page.locator("#history")).containsText("Resumed");
    }

    /** Or it would be faster than a person is. */
    private void letTheGuardOnlyTell() {
        shop.editor()
                .request()
                .header("If-Match", "\"0\"")
                .body(Map.of("guardrails", List.of(Map.of("kind", "error-rate", "action", "tell"))))
                .put(shop.routePath("orders.get") + "/guardrails")
                .then()
                .statusCode(200);
    }

    @Test
    void an_operator_rolls_back_with_the_keyboard_alone_and_cannot_move_forward() {
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        signIn(TestUsers.with(Role.OPERATOR, shop.project()));
        page.navigate(url(routePage()));
        assertThat(page.locator("#rollout")).containsText("editor");

        Locator button = page.locator("#roll-back");
        for (int presses = 0; presses < 40 && !focused(button); presses++) {
            page.keyboard().press("Tab");
        }
        assertThat(button).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator("#flag")).containsText("Rolled back");
        await().atMost(SOON)
                .ignoreExceptions()
                .until(() -> traffic.servedByNew().isEmpty());
    }

    @Test
    void a_viewer_finds_nothing_to_press_and_is_refused_anyway() {
        shop.patch("orders.get", Map.of("percentage", 50)).statusCode(200);
        signIn(TestUsers.with(Role.VIEWER, shop.project()));
        page.navigate(url(routePage()));

        assertThat(page.locator("#flag")).isVisible();
        assertThat(page.locator("#roll-back")).hasCount(0);
        assertThat(page.locator("form.act")).hasCount(0);
        int status = ((Number) page.evaluate(
                        "async (path) => (await fetch(path, {method: 'POST', headers: {'X-CSRF-Token':"
                                + " document.querySelector('[name=csrf]').value}})).status",
                        routePage() + "/rollback"))
                .intValue();
        assertThat(status).isEqualTo(403);
    }

    @Test
    void whoever_was_slower_sees_both_wishes_and_keeps_what_was_typed() {
        signIn(shop.editor());
        page.navigate(url(routePage()));
        page.locator("#percentage").fill("30");
        page.locator("#reason").fill("thirty is enough");
        shop.patch("orders.get", Map.of("percentage", 10)).statusCode(200);
        // Both push the button down: a press between the two may miss it.
        assertThat(page.locator("#rollout [data-behind]")).isVisible();
        assertThat(page.locator("#preview")).containsText(Pattern.compile("to 30.% of everyone"));

        page.locator("#rollout .send").click();

        assertThat(page.locator("#rollout [role=alert]")).containsText("was faster");
        assertThat(page.locator("#rollout [role=alert]")).containsText(Pattern.compile("Now: 10.% at Complete"));
        assertThat(page.locator("#percentage")).hasValue("30");
        assertThat(page.locator("#reason")).hasValue("thirty is enough");
        page.locator("#rollout .send").click();
        await().atMost(SOON).until(() -> shop.flag("orders.get").getInt("cohorts[0].rollout.percentage") == 30);
    }

    @Test
    void a_wrong_number_is_explained_beside_the_field_and_changes_nothing() {
        signIn(shop.editor());
        page.navigate(url(routePage()));
        page.locator("#percentage").fill("12.34567");

        assertThat(page.locator("#preview")).containsText("four decimals");
        assertThat(shop.flag("orders.get").getBoolean("enabled")).isFalse();
    }

    @Test
    void the_line_of_history_leads_back() {
        shop.patch("orders.get", Map.of("percentage", 5, "reason", "canary")).statusCode(200);
        shop.patch("orders.get", Map.of("percentage", 60)).statusCode(200);
        signIn(shop.editor());
        page.navigate(url(routePage()));

        page.locator("#history li", new Page.LocatorOptions().setHasText("canary"))
                .getByText("Restore …")
                .click();
        assertThat(page.locator("#confirmation")).containsText(Pattern.compile("From 60.% to 5.% of everyone"));
        assertThat(page.locator("#confirmation")).containsText("canary");
        page.locator("#confirmation .send").click();

        assertThat(page.locator("#notice")).containsText("Restored");
        assertThat(shop.flag("orders.get").getInt("cohorts[0].rollout.percentage"))
                .isEqualTo(5);
    }

    @Test
    void the_audit_page_tells_who_did_what() {
        shop.act("orders.get", "rollback", Map.of("reason", "drill")).statusCode(200);
        signIn(shop.editor());
        page.navigate(url("/projects/" + shop.project() + "/audit"));

        Locator row = page.locator("tbody tr").first();
        assertThat(row).containsText("Flag rolled back");
        assertThat(row).containsText(shop.editor().username());
        assertThat(row).containsText("drill");
    }

    @Test
    void all_pages_are_accessible_and_fit_a_phone_in_light_and_dark() {
        TestBrowser.LOOKS.forEach((screen, scheme) -> {
            page.context().close();
            page = open(screen, scheme);
            page.navigate(url("/sign-in"));
            Readability.require(page, "sign-in");
            signIn(shop.editor());
            Readability.require(page, "overview");
            page.navigate(url(routePage()));
            assertThat(page.locator("#traffic table")).isVisible();
            Readability.require(page, "route");
            page.navigate(url("/projects/" + shop.project() + "/audit"));
            Readability.require(page, "audit");
        });
    }

    private void moveTo(String percentage) {
        page.locator("#percentage").fill(percentage);
        assertThat(page.locator("#preview")).containsText("only adds callers");
        page.locator("#rollout .send").click();
        assertThat(page.locator("#notice")).containsText("Moved");
    }

    private void signIn(ApiClient user) {
        page.navigate(url("/"));
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        page.waitForURL(Pattern.compile(".*/projects/.*"));
    }

    private Page open(TestBrowser.Screen screen, ColorScheme scheme) {
        return BROWSER.open(screen, scheme);
    }

    private static boolean focused(Locator element) {
        return (Boolean) element.evaluate("element => element === document.activeElement");
    }

    private String routePage() {
        return "/projects/" + shop.project() + "/environments/production/routes/orders.get";
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
