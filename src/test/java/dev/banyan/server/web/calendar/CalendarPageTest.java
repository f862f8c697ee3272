package dev.banyan.server.web.calendar;

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
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An administrator lays down when plans may move, and sees at once what that makes of the week. */
@BanyanTest
class CalendarPageTest {
    private static final TestBrowser BROWSER = TestBrowser.shared();

    private TestShop shop;
    private Page page;

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void the_week_follows_what_is_set_and_whoever_was_slower_is_told() {
        shop = TestShop.open();
        page = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
        open(TestUsers.with(Role.ADMIN, shop.project()), "/environments/production/plans");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Calendar"))
                .click();
        assertThat(week()).containsText("The whole week through.");

        page.locator("#calendar-zone").fill("Europe/Berlin");
        page.getByLabel("Only in these").check();
        page.locator("#hours-monday").fill("9 to 12:30, 13:30-17");
        page.locator("#hours-tuesday").fill("from nine");
        press("Save");
        assertThat(page.locator("#hours-tuesday-error")).containsText("does not say from when to when");
        assertThat(page.locator("#hours-monday")).hasValue("9 to 12:30, 13:30-17");
        page.locator("#hours-tuesday").fill("");
        press("Add a weekly time");
        press("See the week first");
        assertThat(week()).containsText("Not saved yet.");
        assertThat(day("Mon")).containsText("09:00–12:30, 13:30–17:00");
        assertThat(day("Tue")).containsText("Closed");
        assertThat(day("Fri")).containsText("frozen by “Friday 15:00–24:00”");
        assertThat(stored().getInt("version")).isZero();

        ApiClient.administrator()
                .request()
                .header("If-Match", "0")
                .body(Map.of("timeZone", "UTC"))
                .put(shop.environmentPath() + "/calendar")
                .then()
                .statusCode(200);
        press("Save");
        assertThat(form().getByRole(AriaRole.ALERT)).containsText("was faster");
        press("Save");
        assertThat(page.locator("#notice")).containsText("Saved.");
        Readability.require(page, "calendar");
        assertThat(page.locator("#calendar-set")).containsText("Not on Friday 15:00–24:00");
        assertThat(stored().getString("calendar.timeZone")).isEqualTo("Europe/Berlin");
        assertThat(stored().getString("calendar.workingHours.monday[1].to")).startsWith("17:00");
    }

    @Test
    void works_without_scripts_for_the_whole_project_and_asks_why_where_an_environment_is_protected() {
        shop = TestShop.guarded();
        page = BROWSER.openWithoutScripts();
        open(TestUsers.with(Role.ADMIN, shop.project()), "/calendar");
        press("Add a freeze");
        page.locator("#freeze-0-from").fill("2020-12-20T00:00");
        page.locator("#freeze-0-to").fill("2999-01-04T12:00");
        page.locator("#freeze-0-name").fill("Sale");
        press("Save");
        assertThat(page.locator("#calendar-reason-error")).containsText("is protected");
        page.locator("#calendar-reason").fill("Nobody is here");
        press("Save");
        assertThat(week()).containsText("Frozen by “Sale”. It does not open within two years.");
        assertThat(week().locator("svg .open")).hasCount(0);

        page.context().clearCookies();
        open(shop.editor(), "/environments/production/calendar");
        assertThat(week()).containsText("Frozen by “Sale”");
        assertThat(form()).containsText("Administrators of the project set the calendar.");
        assertThat(form().locator("form")).hasCount(0);
    }

    private void open(ApiClient user, String where) {
        page.navigate(url("/"));
        page.locator("#username").fill(user.username());
        page.locator("#password").fill(user.password());
        press("Sign in");
        page.waitForURL(Pattern.compile(".*/projects/.*"));
        page.navigate(url("/projects/" + shop.project() + where));
    }

    private void press(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private Locator week() {
        return page.locator("#calendar-week");
    }

    private Locator day(String name) {
        return week().locator("li").filter(new Locator.FilterOptions().setHasText(Pattern.compile(name + " \\d")));
    }

    private Locator form() {
        return page.locator("#calendar-form");
    }

    private JsonPath stored() {
        return shop.editor()
                .request()
                .get(shop.environmentPath() + "/calendar")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
