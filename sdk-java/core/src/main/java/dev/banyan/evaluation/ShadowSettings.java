package dev.banyan.evaluation;

/**
 * How much of a route's shadow traffic is done: the call to the side that does not answer, and a second call to the side that
 * does. Immutable.
 */
public final class ShadowSettings {

    /** Every shadow read, no control call: what holds when a ruleset says nothing. */
    public static final ShadowSettings DEFAULT = new ShadowSettings(Bucketing.BUCKETS, 0);

    /**
     * After how many control calls of a route a process knows which differences are noise. A path that differs in one of 20
     * calls has then shown itself with a probability of 99 %. Until then its comparisons count as made while learning: what
     * they find may be noise, so nobody is to draw conclusions from it.
     */
    public static final int CONTROLS_TO_LEARN = 100;

    private final int share;
    private final int control;

    private ShadowSettings(int share, int control) {
        this.share = share;
        this.control = control;
    }

    /**
     * Settings.
     *
     * @param share millionths of the requests at a stage that reads both sides whose other side is called, 0 … 1,000,000
     * @param control millionths of those whose answering side is called twice, to learn which differences are noise, 0 …
     *     1,000,000
     * @throws IllegalArgumentException when one of them is out of range
     */
    public static ShadowSettings of(int share, int control) {
        requireMillionths("share", share);
        requireMillionths("control", control);
        return new ShadowSettings(share, control);
    }

    /** Millionths of the requests whose other side is read and compared. */
    public int share() {
        return share;
    }

    /** Millionths of the compared requests whose answering side is read once more. */
    public int control() {
        return control;
    }

    private static void requireMillionths(String what, int value) {
        if (value < 0 || value > Bucketing.BUCKETS) {
            throw new IllegalArgumentException(what + " " + value + " is not within 0 and " + Bucketing.BUCKETS);
        }
    }
}
