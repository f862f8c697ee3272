package dev.banyan.demo;

/** Why the demo cannot go on, as a sentence that says what to do. */
final class DemoFailure extends RuntimeException {

    DemoFailure(String sentence) {
        super(sentence);
    }

    DemoFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
