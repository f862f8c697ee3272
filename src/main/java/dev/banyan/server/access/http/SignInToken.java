package dev.banyan.server.access.http;

import dev.banyan.server.access.kit.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * What ties the sign-in form to the browser that asked for it: the form has a token, and the browser the same in a cookie. Another site can send one, but
 * not both. A browser has one token for all its tabs, so that the form of one tab does not make that of another too old. Thread-safe.
 */
@ApplicationScoped
class SignInToken {
    private static final Pattern OURS = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final SecureRandom random;

    SignInToken(SecureRandom random) {
        this.random = random;
    }

    /** For a form that is about to be shown: what the browser has, or a new one where that is none of ours. */
    String forForm(String ofBrowser) {
        return OURS.matcher(ofBrowser).matches() ? ofBrowser : Secrets.random256(random);
    }
}
