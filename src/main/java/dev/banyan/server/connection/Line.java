package dev.banyan.server.connection;

import java.net.InetAddress;

/** A connection as the network has it. */
interface Line {
    /** Ends it; may be called more than once. */
    void close();

    /** Bytes that wait for the other side to read. */
    long unread();

    /** Null where it has none. */
    InetAddress address();
}
