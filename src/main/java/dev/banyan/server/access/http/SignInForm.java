package dev.banyan.server.access.http;

/** How signing in looks. The pages slice knows; this slice only knows what has to stand there. */
public interface SignInForm {

    /**
     * What somebody wants to sign in for.
     *
     * @param username what was typed before; empty for nothing
     * @param next the path to go to afterwards
     * @param kept what they were about to send when they were found to be signed out, or null
     */
    record Wanted(String username, String next, KeptForm kept) {}

    /**
     * The page as HTML.
     *
     * @param csrf comes back with the form
     * @param error why the last attempt was refused; empty when there was none
     */
    String page(Wanted wanted, String csrf, String error);

    /** The same as a piece, for a page that stays open beneath it. */
    String inPlace(String username, String csrf, String error);

    /** The piece that says who is signed in now; {@code csrf} is the token of their session. */
    String signedIn(String username, String csrf);

    /** The page from which a kept form is sent again, by whoever is signed in now. */
    String goOn(String username, String csrf, Wanted wanted);
}
