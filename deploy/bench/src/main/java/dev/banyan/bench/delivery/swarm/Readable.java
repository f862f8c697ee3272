package dev.banyan.bench.delivery.swarm;

/** What a selector key stands for. */
interface Readable {
    /** Something can be read or written, or the connection was made or refused. */
    void ready();

    /** Who only acknowledges waits until all events are read: applying comes first in the SDK too. */
    default boolean first() {
        return false;
    }
}
