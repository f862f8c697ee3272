package dev.banyan.server.web;

/**
 * The sign-in page.
 *
 * @param next the page to go to afterwards, a path on this server
 * @param userName what was typed before
 * @param csrf the token of the not yet signed-in session
 */
public record SignInView(Layout layout, String next, String userName, String csrf) {

    public boolean refused() {
        return layout.notice() != null && layout.notice().urgent();
    }
}
