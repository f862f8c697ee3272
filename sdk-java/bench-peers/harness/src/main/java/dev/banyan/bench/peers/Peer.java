package dev.banyan.bench.peers;

import java.nio.file.Path;

/**
 * One SDK under measurement: the same flag in the SDK's own words, read from the SDK's own kind of file, without a network.
 *
 * @param <C> the SDK's own form of a caller, made before anything is measured
 */
public interface Peer<C> extends AutoCloseable {
    /** Leaves in the directory what a process of this SDK would find there when it starts without its server. */
    void write(Workload workload, Path directory) throws Exception;

    /** Starts a client from what {@link #write} left; it decides rightly as soon as this returns. */
    void start(Path directory) throws Exception;

    /** The SDK's form of a caller. */
    C caller(Person person);

    /** Whether the flag {@link Workload#FLAG} is on for the caller; called by several threads. This is what is measured. */
    boolean isOn(C caller);

    /** Whether the same caller always gets the same answer. */
    default boolean sticky() {
        return true;
    }

    @Override
    void close() throws Exception;
}
