package dev.banyan.server.connection;

import java.net.InetAddress;

/** A connection without a network. */
final class TestLine implements Line {
    private final InetAddress address;
    private final Runnable close;
    long unread;

    TestLine(InetAddress address, Runnable close) {
        this.address = address;
        this.close = close;
    }

    @Override
    public void close() {
        close.run();
    }

    @Override
    public long unread() {
        return unread;
    }

    @Override
    public InetAddress address() {
        return address;
    }
}
