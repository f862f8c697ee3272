package dev.banyan.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The line between clients and control planes, on real sockets, which breaks in all the ways that lines break. */
public final class FaultProxy implements AutoCloseable {
    /** How the line is. */
    public enum Line {
        SOUND,
        /** Nobody listens. */
        REFUSED,
        /** Connections are taken and reset at once. */
        RESET,
        /** Answers are reset after a few hundred bytes. */
        CUT,
        /** Connections are taken and stay open, and nothing goes through, either way. */
        SILENT,
        /** Some 2 KB a second. */
        SLOW,
        /** Three of ten pieces of an answer break their connection. */
        LOSSY,
        /** As lossy, and each connection goes to any of the servers. */
        SPLIT,
        /** Sound, and each connection goes to any of the servers that take it. */
        BALANCED
    }

    private static final int CUT_AFTER_BYTES = 250;
    private static final int SLOW_BYTES = 20;
    private static final long SLOW_NANOS = 10_000_000;

    private final int[] servers;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger injuries = new AtomicInteger();
    private final Random chance = new Random(3);
    private final int port;
    private ServerSocket listener;
    private Line line = Line.SOUND;

    /** A sound line to the first server. */
    FaultProxy(TestControlPlane... servers) throws IOException {
        this(Stream.of(servers).mapToInt(server -> server.port).toArray());
    }

    /** A sound line to the first of these ports. */
    public FaultProxy(int... servers) throws IOException {
        this.servers = servers.clone();
        listener = TestControlPlane.onFreePort();
        port = listener.getLocalPort();
        start(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** How often the line has harmed a connection so far. */
    public int injuries() {
        return injuries.get();
    }

    /** From now on the line is so, also for connections that exist. */
    public synchronized void become(Line next) throws IOException {
        line = next;
        if (next == Line.REFUSED) {
            listener.close();
        } else if (listener.isClosed()) {
            listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
            start(this::accept);
        }
        if (next == Line.REFUSED) {
            breakAll();
        }
        notifyAll();
    }

    /** Resets every connection that exists. */
    public void breakAll() {
        links.forEach(Link::reset);
    }

    @Override
    public void close() throws IOException {
        become(Line.REFUSED);
    }

    private synchronized Line line() {
        return line;
    }

    private void accept() {
        ServerSocket mine;
        synchronized (this) {
            mine = listener;
        }
        while (!mine.isClosed()) {
            try {
                connect(mine.accept());
            } catch (IOException closed) {
                // Or the server behind refuses: the client sees its connection end.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (line() == Line.RESET) {
            injuries.incrementAndGet();
            client.setSoLinger(true, 0);
            client.close();
            return;
        }
        try {
            Link link = new Link(client, reach());
            links.add(link);
            start(() -> link.pump(link.client, link.server, false));
            start(() -> link.pump(link.server, link.client, true));
        } catch (IOException refused) {
            client.close();
        }
    }

    private Socket reach() throws IOException {
        boolean any = line() == Line.SPLIT || line() == Line.BALANCED;
        int first = any ? chance.nextInt(servers.length) : 0;
        try {
            return new Socket(InetAddress.getLoopbackAddress(), servers[first]);
        } catch (IOException refused) {
            if (line() != Line.BALANCED) {
                throw refused;
            }
            return new Socket(InetAddress.getLoopbackAddress(), servers[(first + 1) % servers.length]);
        }
    }

    private synchronized void waitWhileSilent() {
        while (line == Line.SILENT) {
            try {
                wait();
            } catch (InterruptedException stray) {
                // Nobody interrupts these threads.
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    /** One connection, both ways. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private int answered;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void pump(Socket from, Socket to, boolean answer) {
            byte[] chunk = new byte[1024];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    carry(chunk, n, out, answer);
                }
            } catch (IOException broken) {
                // The other direction ends with this one.
            } finally {
                links.remove(this);
            }
        }

        private void carry(byte[] chunk, int count, OutputStream out, boolean answer) throws IOException {
            Line now = line();
            if (now == Line.SILENT) {
                injuries.incrementAndGet();
                waitWhileSilent();
                reset();
            } else if (answer && now == Line.SLOW) {
                injuries.incrementAndGet();
                trickle(chunk, count, out);
            } else if (answer && breaks(now, count)) {
                out.write(chunk, 0, Math.max(0, Math.min(count, CUT_AFTER_BYTES - answered)));
                injuries.incrementAndGet();
                reset();
            } else {
                out.write(chunk, 0, count);
            }
            answered += answer ? count : 0;
        }

        private boolean breaks(Line now, int count) {
            boolean lost = (now == Line.LOSSY || now == Line.SPLIT) && chance.nextInt(10) < 3;
            return lost || now == Line.RESET || now == Line.CUT && answered + count > CUT_AFTER_BYTES;
        }

        private void trickle(byte[] chunk, int count, OutputStream out) throws IOException {
            for (int sent = 0; sent < count; sent += SLOW_BYTES) {
                out.write(chunk, sent, Math.min(SLOW_BYTES, count - sent));
                LockSupport.parkNanos(SLOW_NANOS);
            }
        }

        void reset() {
            try {
                client.setSoLinger(true, 0);
                client.close();
                server.close();
            } catch (IOException alreadyGone) {
                // That is what was wanted.
            }
        }
    }
}
