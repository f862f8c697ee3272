package dev.banyan.server.delivery.instance;

import dev.banyan.server.delivery.request.Acknowledgement;
import dev.banyan.server.delivery.request.InstanceIdentity;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.concurrent.CompletableFuture;

/**
 * Something that happened to an instance, to be written down.
 *
 * @param stream names the stream that opened or ended; null for an acknowledgement
 * @param acknowledgement null when it only came or went
 * @param receivedAtNanos by {@link System#nanoTime()}, so that waiting for the database does not count
 */
@RecordBuilder
record InstanceEvent(
        Kind kind,
        long environmentId,
        InstanceIdentity instance,
        String stream,
        Acknowledgement acknowledgement,
        long receivedAtNanos,
        CompletableFuture<Void> done) {

    enum Kind {
        CONNECTED,
        DISCONNECTED,
        ACKNOWLEDGED,
        SEEN
    }

    static InstanceEvent connected(long environmentId, InstanceIdentity instance, String stream) {
        return of(Kind.CONNECTED, environmentId, instance, stream, null);
    }

    static InstanceEvent disconnected(long environmentId, InstanceIdentity instance, String stream) {
        return of(Kind.DISCONNECTED, environmentId, instance, stream, null);
    }

    static InstanceEvent acknowledged(long environmentId, InstanceIdentity instance, Acknowledgement what) {
        return of(Kind.ACKNOWLEDGED, environmentId, instance, null, what);
    }

    static InstanceEvent seen(long environmentId, InstanceIdentity instance) {
        return of(Kind.SEEN, environmentId, instance, null, null);
    }

    private static InstanceEvent of(
            Kind kind, long environmentId, InstanceIdentity instance, String stream, Acknowledgement what) {
        return InstanceEventBuilder.builder().kind(kind).environmentId(environmentId).instance(instance).stream(stream)
                .acknowledgement(what)
                .receivedAtNanos(System.nanoTime())
                .done(new CompletableFuture<>())
                .build();
    }

    /** The same on this stream. */
    InstanceEvent on(String otherStream) {
        return InstanceEventBuilder.builder(this).stream(otherStream).build();
    }

    double secondsAgo() {
        return (System.nanoTime() - receivedAtNanos) / 1e9;
    }
}
