package dev.banyan.server.bootstrap;

/** Why Banyan cannot start, as one sentence that says what to do; printed instead of a stack trace. */
final class StartFailure extends RuntimeException {

    StartFailure(String sentence) {
        super(sentence);
    }

    StartFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
