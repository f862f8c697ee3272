package dev.banyan.sdk.internal.kit;

import java.util.concurrent.atomic.AtomicLong;

/** Time stands still until it is told to go on; chance is what it is told to be. */
public final class FakePlatform implements Platform {
    public final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
    public volatile double chance;

    public void pass(long more) {
        millis.addAndGet(more);
    }

    @Override
    public long nanoTime() {
        return millis.get() * 1_000_000;
    }

    @Override
    public long wallMillis() {
        return millis.get();
    }

    @Override
    public double random() {
        return chance;
    }
}
