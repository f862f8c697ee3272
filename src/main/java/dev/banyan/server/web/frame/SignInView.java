package dev.banyan.server.web.frame;

import dev.banyan.server.access.http.KeptForm;
import dev.banyan.server.web.kit.Layout;

/**
 * The sign-in page.
 *
 * @param next the page to go to afterwards, a path on this server
 * @param userName what was typed before
 * @param csrf the token of the not yet signed-in session
 * @param kept what was about to be sent when the session was found to be over, or null
 */
public record SignInView(Layout layout, String next, String userName, String csrf, KeptForm kept) {

    public SignInView(Layout layout, String next, String userName, String csrf) {
        this(layout, next, userName, csrf, null);
    }

    public boolean refused() {
        return layout.notice() != null && layout.notice().urgent();
    }
}
