package dev.banyan.server.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.banyan.server.testing.ApiClient;
import dev.banyan.server.testing.BanyanTest;
import dev.banyan.server.testing.TestShop;
import dev.banyan.server.web.browser.TestBrowser;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a browser that has kept nothing asks for until a page stands: far from the server each request costs a wait. */
@BanyanTest
class ColdPageTest {
    private static final TestBrowser BROWSER = TestBrowser.shared();
    private static final int MOST = 8;

    @Test
    void a_cold_page_takes_few_requests_and_one_for_all_styles() {
        TestShop shop = TestShop.open().route("orders.get", 2);
        String address = url("/projects/" + shop.project() + "/environments/production/routes/orders.get");

        List<String> asked = askedFor(address, shop.editor());

        assertThat(asked).hasSizeLessThanOrEqualTo(MOST);
        assertThat(asked).filteredOn(path -> path.endsWith(".css")).containsExactly("/assets/banyan.css");
        assertThat(asked)
                .filteredOn(path -> path.startsWith("/assets/") && path.endsWith(".js"))
                .containsExactly("/assets/banyan.js");
        assertThat(asked).as("the stream, which comes last").anyMatch(path -> path.endsWith("/live"));
    }

    /** Signed in as the user, but with an empty cache. */
    private static List<String> askedFor(String address, ApiClient user) {
        Page warm = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
        Page cold = BROWSER.open(TestBrowser.Screen.DESKTOP, ColorScheme.LIGHT);
        List<String> asked = new CopyOnWriteArrayList<>();
        try {
            warm.navigate(address);
            warm.locator("#username").fill(user.username());
            warm.locator("#password").fill(user.password());
            warm.locator("button.strong").click();
            warm.waitForURL(Pattern.compile(".*/routes/orders.get"));
            cold.context().addCookies(warm.context().cookies());
            cold.onRequest(request -> asked.add(URI.create(request.url()).getPath()));
            cold.waitForRequest(Pattern.compile(".*/live(\\?.*)?"), () -> cold.navigate(address));
            return asked;
        } finally {
            warm.context().close();
            cold.context().close();
        }
    }

    private static String url(String path) {
        return "http://localhost:" + RestAssured.port + path;
    }
}
