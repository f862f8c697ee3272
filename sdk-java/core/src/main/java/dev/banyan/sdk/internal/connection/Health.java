package dev.banyan.sdk.internal.connection;

import dev.banyan.sdk.ConnectionState;
import dev.banyan.sdk.internal.kit.Platform;

/** Derives the one public state from what stream and poll experience. Thread-safe. */
public final class Health {
    /** Who is told of a change, within the lock and so in order; must only take notes. */
    public interface Watcher {
        void changed(ConnectionState from, ConnectionState to);
    }

    private enum Polls {
        NOT_YET,
        ANSWERED,
        FAILED
    }

    private final Platform platform;
    private final long quietNanos;
    private final Watcher watcher;
    private volatile ConnectionState state = ConnectionState.CONNECTING;
    private volatile long aliveNanos;
    private boolean streaming;
    private Polls polls = Polls.NOT_YET;

    public Health(Platform platform, long quietMillis, Watcher watcher) {
        this.platform = platform;
        this.quietNanos = quietMillis * 1_000_000;
        this.watcher = watcher;
    }

    public ConnectionState state() {
        return state;
    }

    /** A whole event or heartbeat came over the stream. */
    void streamAlive() {
        aliveNanos = platform.nanoTime();
        if (state != ConnectionState.STREAMING) {
            stream(true);
        }
    }

    void streamLost() {
        stream(false);
    }

    synchronized void pollAnswered() {
        polls = Polls.ANSWERED;
        derive();
    }

    synchronized void pollFailed() {
        polls = Polls.FAILED;
        derive();
    }

    public synchronized void closed() {
        move(ConnectionState.CLOSED);
    }

    /**
     * Whether polling has to stand in. A stream that brings bytes but no whole event for longer than a silent one would be
     * given counts as lost too: a slow trickle must not keep changes away.
     */
    boolean pollingNeeded() {
        if (state == ConnectionState.STREAMING && platform.nanoTime() - aliveNanos > quietNanos) {
            stream(false);
        }
        return state != ConnectionState.STREAMING;
    }

    private synchronized void stream(boolean alive) {
        if (streaming != alive) {
            streaming = alive;
            polls = Polls.NOT_YET;
            derive();
        }
    }

    private void derive() {
        if (streaming) {
            move(ConnectionState.STREAMING);
        } else if (polls == Polls.NOT_YET) {
            move(ConnectionState.CONNECTING);
        } else {
            move(polls == Polls.ANSWERED ? ConnectionState.POLLING : ConnectionState.OFFLINE);
        }
    }

    private void move(ConnectionState next) {
        ConnectionState before = state;
        if (before != next && before != ConnectionState.CLOSED) {
            state = next;
            watcher.changed(before, next);
        }
    }
}
