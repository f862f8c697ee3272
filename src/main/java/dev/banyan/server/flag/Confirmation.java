package dev.banyan.server.flag;

/** The parameter by which a change is confirmed. */
public final class Confirmation {
    public static final String WORDS =
            "true: make the change although some instances will not understand it, those that 409 not-understood has named";

    private Confirmation() {}
}
