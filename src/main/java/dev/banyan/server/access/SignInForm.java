package dev.banyan.server.access;

/** How the sign-in page looks. The pages slice knows; this slice only knows what has to stand on it. */
public interface SignInForm {

    /**
     * The page as HTML.
     *
     * @param next the path to go to afterwards
     * @param csrf comes back with the form
     * @param error why the last attempt was refused; empty when there was none
     */
    String render(String username, String next, String csrf, String error);
}
