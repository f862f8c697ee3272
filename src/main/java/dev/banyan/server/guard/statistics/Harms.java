package dev.banyan.server.guard.statistics;

import java.util.Arrays;

/** The harms that a test bets on: from the smallest that matters to nearly all requests, so that none lies far from one of them. */
final class Harms {
    private static final double MOST = 0.9;
    private static final double WIDEST_STEP = 3;

    private Harms() {}

    /** Which part of the requests that would be good is bad. */
    static double[] from(Aim aim) {
        double least = Math.min(aim.harm(), MOST);
        int steps = (int) Math.ceil(Math.log(MOST / least) / Math.log(WIDEST_STEP) - 1e-9);
        double[] harms = new double[steps + 1];
        Arrays.setAll(harms, i -> least * Math.pow(MOST / least, steps == 0 ? 0 : (double) i / steps));
        return harms;
    }
}
