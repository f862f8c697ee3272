package dev.banyan.server.web.frame;

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

/** A session that ends while somebody is at work costs them nothing of what they have entered. */
@BanyanTest
class SessionPageTest {
    private static final TestBrowser BROWSER = TestBrowser.shared();

    private TestShop shop;
    private Page page;

    @BeforeEach
    void openShop() {
        shop = TestShop.open().route("orders.get", 2);
        shop.patch("orders.get", Map.of("percentage", 5)).statusCode(200);
        page = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        page.context().close();
    }

    @Test
    void signs_in_again_on_the_page_and_what_was_pressed_is_done_with_what_was_entered() {
        open(shop.editor());
        enter("33.5", "after the sale");
        endSession();

        press("#rollout .send");
        assertThat(dialog()).containsText("Your session has ended");
        assertThat(dialog().locator("#username")).hasValue(shop.editor().username());
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
        dialog().locator("#password").fill("not the password");
        press("#sign-in-again button.strong");
        assertThat(dialog().getByRole(AriaRole.ALERT)).containsText("The name or the password is wrong.");
        assertThat(share()).isEqualTo(5);
        dialog().locator("#password").fill(shop.editor().password());
        press("#sign-in-again button.strong");

        assertThat(page.locator("#notice")).containsText("Moved.");
        assertThat(page.locator("#history")).containsText("after the sale");
        assertThat(share()).isEqualTo(33.5f);
        assertThat(page.url()).doesNotContain("sign-in");
    }

    @Test
    void whoever_puts_it_off_keeps_what_was_entered_and_nothing_is_sent() {
        open(shop.editor());
        enter("33.5", "after the sale");
        endSession();
        press("#rollout .send");

        dialog().getByText("Not now").click();

        assertThat(dialog()).hasCount(0);
        assertThat(page.locator("#percentage")).hasValue("33.5");
        assertThat(page.locator("#signed-out")).isVisible();
        assertThat(share()).isEqualTo(5);
        page.locator("#signed-out button").click();
        dialog().locator("#password").fill(shop.editor().password());
        press("#sign-in-again button.strong");
        assertThat(page.locator("#signed-out")).isHidden();
        press("#rollout .send");
        assertThat(page.locator("#notice")).containsText("Moved.");
    }

    @Test
    void somebody_else_who_signs_in_finds_what_was_entered_and_presses_themselves() {
        ApiClient other = TestUsers.with(Role.EDITOR, shop.project());
        open(shop.editor());
        enter("33.5", "after the sale");
        endSession();
        press("#rollout .send");
        dialog().locator("#username").fill(other.username());
        dialog().locator("#password").fill(other.password());
        press("#sign-in-again button.strong");

        assertThat(page.locator("#notice")).containsText("You are signed in as " + other.username() + " now.");
        assertThat(page.locator("#percentage")).hasValue("33.5");
        assertThat(page.locator("#reason")).hasValue("after the sale");
        assertThat(share()).isEqualTo(5);
        press("#rollout .send");
        assertThat(page.locator("#notice")).containsText("Moved.");
        assertThat(page.locator("#history")).containsText(other.username());
        assertThat(share()).isEqualTo(33.5f);
    }

    @Test
    void a_session_that_began_anew_in_another_tab_is_taken_up_without_a_question() {
        open(shop.editor());
        enter("33.5", "after the sale");
        Page tab = page.context().newPage();
        signOut(tab);
        signIn(tab, shop.editor());
        tab.waitForURL(Pattern.compile(".*/projects/.*"));

        press("#rollout .send");

        assertThat(page.locator("#notice")).containsText("Moved.");
        assertThat(share()).isEqualTo(33.5f);
    }

    @Test
    void a_question_that_another_tab_has_answered_is_gone_when_the_page_is_looked_at_again() {
        open(shop.editor());
        Page tab = page.context().newPage();
        signOut(tab);
        press("#rollout .send");
        assertThat(dialog()).isVisible();
        comeBack();
        assertThat(dialog().locator("#username")).isVisible();

        signIn(tab, shop.editor());
        tab.waitForURL(Pattern.compile(".*/projects/.*"));
        comeBack();

        assertThat(dialog()).hasCount(0);
        assertThat(page.locator("#signed-out")).isHidden();
    }

    private void signOut(Page tab) {
        tab.navigate(url("/"));
        tab.getByText("Sign out").click();
        assertThat(tab.locator("#password")).isVisible();
    }

    /** Every page of a browser without a window has the focus all the time, so it is told. */
    private void comeBack() {
        page.evaluate("() => window.dispatchEvent(new Event('focus'))");
    }

    @Test
    void without_scripts_the_form_waits_behind_the_sign_in_page() {
        page.context().close();
        page = BROWSER.openWithoutScripts();
        open(shop.editor());
        page.locator("#percentage").fill("33.5");
        page.locator("#reason").fill("after the sale");
        endSession();
        press("#rollout .send");
        assertThat(page.locator(".kept-note")).containsText("Nothing of what you entered is lost");
        signIn(page, shop.editor());

        assertThat(page.locator(".go-on")).containsText("33.5");
        assertThat(page.locator(".go-on")).containsText("after the sale");
        assertThat(share()).isEqualTo(5);
        press(".go-on button.strong");
        assertThat(page.locator("#history")).containsText("after the sale");
        assertThat(share()).isEqualTo(33.5f);
    }

    @Test
    void after_signing_out_back_shows_nothing_of_what_was_there() {
        open(shop.editor());
        page.navigate(url("/projects/" + shop.project() + "/audit"));
        assertThat(page.locator("main")).containsText("orders.get");
        page.getByText("Sign out").click();
        page.waitForURL(Pattern.compile(".*/sign-in.*"));

        page.goBack();

        assertThat(page.locator("#password")).isVisible();
        assertThat(page.locator("body")).not().containsText("orders.get");
    }

    @Test
    void an_unknown_page_is_a_page() {
        open(shop.editor());
        page.navigate(url("/no/such/page"));
        assertThat(page.locator("h1")).hasText("Not found");
        assertThat(page.locator(".viewer")).containsText(shop.editor().username());
        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    private void open(ApiClient user) {
        page.navigate(url("/projects/" + shop.project() + "/environments/production/routes/orders.get"));
        signIn(page, user);
        page.waitForURL(Pattern.compile(".*/routes/orders.get"));
    }

    private static void signIn(Page on, ApiClient user) {
        on.locator("#username").fill(user.username());
        on.locator("#password").fill(user.password());
        on.locator("button.strong").click();
    }

    /** The preview has come, so nothing moves under the press, and nothing is asked any more. */
    private void enter(String percentage, String reason) {
        page.locator("#reason").fill(reason);
        page.waitForResponse(answer -> answer.url().contains("preview"), () -> {
            page.locator("#percentage").fill(percentage);
            page.locator("#percentage").blur();
        });
        assertThat(page.locator("#rollout .send")).containsText("Move to");
    }

    private void endSession() {
        page.context().clearCookies();
    }

    private void press(String selector) {
        page.locator(selector).click();
    }

    private Locator dialog() {
        return page.locator("dialog#sign-in-again");
    }

    private float share() {
        return shop.flag("orders.get").getFloat("cohorts[0].rollout.percentage");
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
