package dev.banyan.demo.shop;

import dev.banyan.harness.JsonText;
import dev.banyan.wire.Json;

/** An answer in JSON. */
record Reply(int status, String body) {

    static Reply ok(String body) {
        return new Reply(200, body);
    }

    static Reply of(int status, String message) {
        return new Reply(status, JsonText.object("error", message));
    }

    /** What it says, as maps, lists and values, for a comparison field by field. */
    Object content() {
        return Json.read(body);
    }
}
