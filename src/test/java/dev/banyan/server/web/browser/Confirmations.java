package dev.banyan.server.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What a person does with the dialog that asks before something goes forward. */
public final class Confirmations {

    private Confirmations() {}

    /** Presses until it is taken: the rollback of this very person may be less than two seconds old. */
    public static void sendOnceItIsTaken(Page page) {
        Locator dialog = page.locator("#confirmation");
        assertThat(dialog).isVisible();
        page.waitForCondition(() -> {
            dialog.evaluate("dialog => dialog.querySelector('.send')?.click()");
            return !dialog.isVisible();
        });
        assertThat(page.locator("#notice")).containsText("Resumed.");
    }
}
