package dev.banyan.server.access.http;

import dev.banyan.server.access.people.SessionLimits;
import dev.banyan.server.address.PathPrefix;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * The cookies of the web UI. {@code __Host-} makes browsers insist on Secure, this very host and the whole path. Under a prefix there are others on this
 * host, who need not get them: then it is {@code __Secure-} and our own path.
 */
@ApplicationScoped
class UiCookies {

    private static final Duration SIGN_IN_FORM = Duration.ofHours(1);

    private final SessionLimits limits;
    private final UiConfig config;

    UiCookies(UiConfig config, SessionLimits limits) {
        this.limits = limits;
        this.config = config;
    }

    String sessionName() {
        return prefix() + "banyan";
    }

    /** Ties the sign-in form to the browser that asked for it, as there is no session yet to hold a token. */
    String formName() {
        return prefix() + "banyan-sign-in";
    }

    /** Lax, not Strict: a link in a chat message must find its reader signed in. */
    String session(String token) {
        return cookie(sessionName(), token, limits.lifetime(), "Lax");
    }

    String form(String token) {
        return cookie(formName(), token, SIGN_IN_FORM, "Strict");
    }

    String noSession() {
        return cookie(sessionName(), "", Duration.ZERO, "Lax");
    }

    private String cookie(String name, String value, Duration age, String sameSite) {
        String secure = config.insecureCookie() ? "" : "; Secure";
        return name + "=" + value + "; Path=" + PathPrefix.current() + "/; Max-Age=" + age.toSeconds()
                + "; HttpOnly; SameSite=" + sameSite + secure;
    }

    private String prefix() {
        if (config.insecureCookie()) {
            return "";
        }
        return PathPrefix.current().isEmpty() ? "__Host-" : "__Secure-";
    }
}
