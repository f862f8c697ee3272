package dev.banyan.sdk.openfeature;

import dev.openfeature.sdk.ErrorCode;

/** A flag that gets no value: the code, and the words for it. Without a stack trace, because it is an answer. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    Refusal(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
