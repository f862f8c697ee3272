package dev.banyan.chaos;

import dev.banyan.harness.RunFailure;
import dev.banyan.harness.ServerProcess;
import dev.banyan.harness.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Many streams that do nothing but be there, and that come back by chance within a second when they end. */
final class Crowd implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(10);
    private static final long STACK_BYTES = 128 * 1024;
    private static final long MOST_PAUSE_NANOS = 1_000_000_000;

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private final byte[] request;
    private final int port;
    private final int size;
    private volatile boolean ended;
    private volatile long firstBack;
    private volatile long lastBack;

    private Crowd(int size, int port, String sdkKey) {
        this.size = size;
        this.port = port;
        this.request = ("GET " + Liar.STREAM + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n"
                        + "Banyan-Application: crowd\r\nAuthorization: Bearer " + sdkKey + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns when all are there. */
    static Crowd of(int size, ServerProcess server, Plane plane) {
        Crowd crowd = new Crowd(size, server.port(), plane.sdkKey());
        for (int i = 0; i < size; i++) {
            int number = i;
            Thread thread = new Thread(null, () -> crowd.beThere(number), "crowd-" + i, STACK_BYTES);
            thread.setDaemon(true);
            thread.start();
        }
        crowd.awaitAll();
        return crowd;
    }

    /** How long until all were there again, from when the first was. */
    String awaitBack() {
        awaitAll();
        return String.format(
                Locale.ROOT,
                "all %d streams back %.1f s after the first, %d refused meanwhile",
                size,
                (lastBack - firstBack) / 1e9,
                refused.get());
    }

    @Override
    public void close() {
        ended = true;
        synchronized (sockets) {
            sockets.forEach(Crowd::close);
        }
    }

    private void awaitAll() {
        if (!Waiting.within(PATIENCE, OFTEN, () -> open.get() == size)) {
            throw new RunFailure("Only " + open.get() + " of " + size + " streams are open.");
        }
    }

    private void beThere(int number) {
        while (!ended) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                sockets.add(socket);
                listen(socket, number);
                sockets.remove(socket);
            } catch (IOException away) {
                // Again in a moment.
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MOST_PAUSE_NANOS));
        }
    }

    private void listen(Socket socket, int number) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream()
                .write(("Banyan-Instance: crowd-" + number + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        String status = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        if (!status.endsWith(" 200")) {
            refused.incrementAndGet();
            return;
        }
        noteBack(open.incrementAndGet());
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } finally {
            open.decrementAndGet();
        }
    }

    private synchronized void noteBack(int thatMany) {
        lastBack = System.nanoTime();
        if (thatMany == 1) {
            firstBack = lastBack;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // That is what was wanted.
        }
    }
}
