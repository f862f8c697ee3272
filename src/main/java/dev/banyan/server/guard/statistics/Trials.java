package dev.banyan.server.guard.statistics;

/** What the new side served, where there is nothing to compare it with. */
public record Trials(long calls, long bad) {
    static final Trials NOTHING = new Trials(0, 0);

    public Trials {
        Counts.requireAmong("bad", bad, "calls", calls);
    }

    Trials plus(Trials other) {
        Trials sum = new Trials(calls + other.calls, bad + other.bad);
        return sum.calls > Counts.MOST ? new Trials(sum.calls / 2, sum.bad / 2) : sum;
    }
}
