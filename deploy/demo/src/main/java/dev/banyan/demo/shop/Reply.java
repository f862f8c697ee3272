package dev.banyan.demo.shop;

import dev.banyan.demo.JsonText;

/** An answer in JSON. */
record Reply(int status, String body) {

    static Reply ok(String body) {
        return new Reply(200, body);
    }

    static Reply of(int status, String message) {
        return new Reply(status, JsonText.object("error", message));
    }

    /** The server's fault, not the caller's: what counts as an error of a side. */
    boolean failed() {
        return status >= 500;
    }
}
