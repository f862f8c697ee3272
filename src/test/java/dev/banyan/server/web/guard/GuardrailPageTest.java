package dev.banyan.server.web.guard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.access.people.Role;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.testing.TestUsers;
import dev.banyan.server.web.browser.Readability;
import dev.banyan.server.web.browser.TestBrowser;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A product owner reads what watches a route, and chooses something else. */
@BanyanTest
class GuardrailPageTest {
    private static final TestBrowser BROWSER = TestBrowser.shared();

    private TestShop shop;
    private Page page;

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void what_is_watched_is_read_and_changed_and_whoever_was_slower_is_told() {
        shop = TestShop.open().route("orders.get", 2);
        page = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
        open(shop.editor(), "");
        page.getByText("What the guardrails look for").click();
        assertThat(board()).containsText("As suggested");
        assertThat(board()).containsText("0.5 percentage points more failed requests on new than on legacy");

        form().locator("summary").click();
        page.locator("#rail-0-harmPercentage").fill("0,2");
        page.locator("#rail-0-alpha").fill("1000");
        page.locator("#rail-1-slowMillis").fill("300");
        page.locator("#rail-1-action").selectOption("tell");
        press("Remove guardrail Mismatches");
        assertThat(page.locator(".rail-rows > li")).hasCount(4);
        page.locator("#rail-adds").selectOption("event");
        press("Add");
        press("Save");
        assertThat(page.locator("#rail-4-event-error")).containsText("needs the event's name");
        assertThat(page.locator("#rail-0-harmPercentage")).hasValue("0,2");
        assertThat(stored().getInt("version")).isZero();

        put("0", List.of(Map.of("kind", "slow")));
        page.locator("#rail-4-event").fill("checkout.failed");
        press("Save");
        assertThat(form().getByRole(AriaRole.ALERT)).containsText(shop.editor().username() + " was faster");
        assertThat(board()).containsText("1 guardrail watches this route.");
        Readability.require(page, "guardrails");
        press("Save");

        assertThat(page.locator("#notice")).containsText("Saved.");
        assertThat(board()).containsText("requests with the event “checkout.failed”");
        assertThat(board()).containsText("requests slower than 300 ms");
        assertThat(stored().getList("guardrails.kind"))
                .containsExactly("error-rate", "slow", "second-writes", "breaker-openings", "event");
        assertThat(stored().getDouble("guardrails[0].alpha")).isEqualTo(0.001);
        assertThat(stored().getString("guardrails[1].action")).isEqualTo("tell");
    }

    @Test
    void works_without_scripts_and_asks_why_where_the_environment_is_protected() {
        shop = TestShop.guarded().route("orders.get", 2);
        page = BROWSER.openWithoutScripts();
        open(shop.editor(), "/guardrails");
        form().locator("summary").click();
        press("Remove guardrail Errors");
        press("Save");
        assertThat(page.locator("#rail-reason-error")).containsText("is protected");
        assertThat(page.locator(".rail-rows > li")).hasCount(4);

        press("Take the suggested ones");
        page.locator("#rail-0-action").selectOption("pause");
        page.locator("#rail-reason").fill("Callers do not mind");
        press("Save");
        assertThat(board().locator("li").first()).containsText("Pauses the plan");
        assertThat(stored().getString("guardrails[0].action")).isEqualTo("pause");

        page.context().clearCookies();
        open(TestUsers.with(Role.OPERATOR, shop.project()), "/guardrails");
        assertThat(board()).containsText("5 guardrails watch this route.");
        assertThat(form().locator("form")).hasCount(0);
    }

    private void open(ApiClient user, String where) {
        page.navigate(url("/"));
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        press("Sign in");
        page.waitForURL(Pattern.compile(".*/projects/.*"));
        page.navigate(url("/projects/" + shop.project() + "/environments/production/routes/orders.get" + where));
    }

    private void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private Locator board() {
        return page.locator("#guardrail-board");
    }

    private Locator form() {
        return page.locator("#guardrail-form");
    }

    private void put(String version, List<?> guardrails) {
        shop.editor()
                .request()
                .header("If-Match", version)
                .body(Map.of("guardrails", guardrails))
                .put(shop.routePath("orders.get") + "/guardrails")
                .then()
                .statusCode(200);
    }

    private JsonPath stored() {
        return shop.editor()
                .request()
                .get(shop.routePath("orders.get") + "/guardrails")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
