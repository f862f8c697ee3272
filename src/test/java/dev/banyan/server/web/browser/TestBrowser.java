package dev.banyan.server.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.setDefaultAssertionTimeout;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.banyan.server.web.preview.LookPageTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The machine's own Chromium, without a window. */
public final class TestBrowser {

    /** Started when a test asks for it first. */
    private static final class Shared {
        static final TestBrowser BROWSER = new TestBrowser();
    }

    public enum Screen {
        DESKTOP(1280, 900),
        PHONE(390, 844);

        final int width;
        final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** Each screen and each scheme once, for what a real server shows; {@link LookPageTest} has every state of every page. */
    public static final Map<Screen, ColorScheme> LOOKS =
            Map.of(Screen.DESKTOP, ColorScheme.LIGHT, Screen.PHONE, ColorScheme.DARK);

    /** Of every wait for a page: whoever builds on a busy machine should not meet failures that are none. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium())
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));

    private TestBrowser() {
        setDefaultAssertionTimeout(PATIENCE.toMillis());
        Runtime.getRuntime().addShutdownHook(new Thread(this::quit));
    }

    /** The same for all tests of the process; each opens pages of its own, and closes them. */
    public static TestBrowser shared() {
        return Shared.BROWSER;
    }

    /** Somebody new, who has no cookie and has loaded nothing yet. */
    public Page open(Screen screen, ColorScheme scheme) {
        return context(new Browser.NewContextOptions()
                        .setViewportSize(screen.width, screen.height)
                        .setColorScheme(scheme)
                        .setReducedMotion(ReducedMotion.REDUCE))
                .newPage();
    }

    public Page openWithoutScripts() {
        return context(new Browser.NewContextOptions().setJavaScriptEnabled(false))
                .newPage();
    }

    private BrowserContext context(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(PATIENCE.toMillis());
        return context;
    }

    private static Path chromium() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("BANYAN_CHROMIUM")).filter(path -> !path.isBlank()),
                        Stream.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
                                .map("/usr/bin/"::concat))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "Chromium is missing: install the package chromium, or let BANYAN_CHROMIUM name a browser."));
    }

    /** The driver ends its browsers with itself. */
    private void quit() {
        playwright.close();
    }
}
