package dev.banyan.harness;

/** Why a run cannot go on, as a sentence that says what to do. */
public final class RunFailure extends RuntimeException {

    public RunFailure(String sentence) {
        super(sentence);
    }

    public RunFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
