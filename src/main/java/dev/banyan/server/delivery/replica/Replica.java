package dev.banyan.server.delivery.replica;

import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** This running server among its equals. */
@Singleton
public class Replica {
    private final String id = UUID.randomUUID().toString();
    private final AtomicLong streams = new AtomicLong();

    String id() {
        return id;
    }

    public long nextStream() {
        return streams.incrementAndGet();
    }

    /** Names of streams begin with the id of the replica that carries them. */
    public String nameOf(long stream) {
        return id + ':' + stream;
    }
}
