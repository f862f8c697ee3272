package dev.banyan.sdk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A control plane on a real socket that can also refuse, cut, stall and lie. By default it behaves: it serves the
 * published ruleset as snapshot and stream, with heartbeats, and takes reports. Each request to a path may be given
 * another behaviour.
 */
public final class TestControlPlane implements AutoCloseable {
    /** A request as it came. */
    public record Request(String method, String path, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.get(name);
        }
    }

    /** What to do with a request; the connection is closed afterwards. */
    public interface Behaviour {
        void answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    public static final String SNAPSHOT = "/sdk/v1/snapshot";
    public static final String STREAM = "/sdk/v1/stream";
    public static final String APPLIED = "/sdk/v1/applied";
    public static final String TELEMETRY = "/sdk/v1/telemetry";
    public static final String INSTANCE = "/sdk/v1/instance";
    /** All that a client asks for. */
    static final List<String> PATHS = List.of(SNAPSHOT, STREAM, APPLIED, TELEMETRY, INSTANCE);

    private static final long HEARTBEAT_MILLIS = 40;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Behaviour> standing = new ConcurrentHashMap<>();
    private final Map<String, Queue<Behaviour>> once = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object changed = new Object();
    final int port;
    private volatile ServerSocket listener;
    private volatile Thread acceptor = new Thread();
    private volatile TestRuleset published;
    private final Map<String, TestRuleset> history = new ConcurrentHashMap<>();
    private volatile boolean deltas;
    private volatile String acknowledgeWithin;
    private volatile boolean running;

    public TestControlPlane() throws IOException {
        listener = onFreePort();
        port = listener.getLocalPort();
        listener.close();
    }

    /** Below the range of outgoing connections: a client that knocks at a closed port there can end up connected to itself. */
    static ServerSocket onFreePort() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            try {
                int candidate = ThreadLocalRandom.current().nextInt(20_000, 30_000);
                return new ServerSocket(candidate, 50, InetAddress.getLoopbackAddress());
            } catch (BindException taken) {
                // The next one.
            }
        }
        throw new BindException("no free port found");
    }

    public static TestControlPlane started(TestRuleset ruleset) throws IOException {
        TestControlPlane plane = new TestControlPlane();
        plane.publish(ruleset);
        plane.start();
        return plane;
    }

    public void start() throws IOException {
        listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        running = true;
        ServerSocket mine = listener;
        acceptor = daemon(() -> accept(mine));
    }

    /** As kill -9 would: nothing is said to anyone, and new connections are refused. */
    public void die() throws IOException {
        running = false;
        listener.close();
        joinAcceptor();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** Only then is the port free again. */
    private void joinAcceptor() {
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public void publish(TestRuleset ruleset) {
        synchronized (changed) {
            published = ruleset;
            history.put(ruleset.entityTag(), ruleset);
            changed.notifyAll();
        }
    }

    /** From now on it knows deltas and entity tags, and asks for acknowledgements within so many milliseconds. */
    public void sendDeltas(int acknowledgeWithinMillis) {
        acknowledgeWithin = "Banyan-Acknowledge-Within: " + acknowledgeWithinMillis;
        deltas = true;
    }

    /** From now on, requests to the path are answered so; null restores good behaviour. */
    public void always(String path, Behaviour behaviour) {
        if (behaviour == null) {
            standing.remove(path);
        } else {
            standing.put(path, behaviour);
        }
    }

    /** The next request to the path that has no other plan is answered so. */
    public void next(String path, Behaviour behaviour) {
        once.computeIfAbsent(path, p -> new ConcurrentLinkedQueue<>()).add(behaviour);
    }

    public List<Request> requests(String path) {
        return requests.stream().filter(r -> r.path().equals(path)).toList();
    }

    @Override
    public void close() throws IOException {
        die();
    }

    private void accept(ServerSocket mine) {
        while (!mine.isClosed()) {
            try {
                Socket socket = mine.accept();
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Request request = TestRequests.read(new BufferedInputStream(socket.getInputStream()));
            requests.add(request);
            Queue<Behaviour> planned = once.getOrDefault(request.path(), new ConcurrentLinkedQueue<>());
            Behaviour plan = planned.poll();
            Behaviour behaviour = plan != null ? plan : standing.getOrDefault(request.path(), this::behave);
            behaviour.answer(request, socket.getOutputStream());
        } catch (IOException | InterruptedException gone) {
            // A client may hang up at any time.
        } finally {
            open.remove(socket);
        }
    }

    /** Good behaviour. */
    void behave(Request request, OutputStream out) throws IOException, InterruptedException {
        switch (request.path()) {
            case SNAPSHOT -> snapshot(request, out);
            case STREAM -> stream(request, out);
            default -> out.write(Answers.status(204));
        }
    }

    private void snapshot(Request request, OutputStream out) throws IOException {
        TestRuleset ruleset = published;
        String tag = String.valueOf(request.header("if-none-match"));
        TestRuleset held = history.get(tag);
        String named = "ETag: " + ruleset.entityTag();
        if (ruleset.entityTag().equals(tag)) {
            out.write(Answers.status(304));
        } else if (!deltas) {
            out.write(Answers.gzipped(ruleset.json()));
        } else if (held != null && request.header("accept").contains("delta")) {
            out.write(Answers.gzipped("application/vnd.banyan.delta+json", ruleset.delta(held), named));
        } else {
            out.write(Answers.gzipped("application/json", ruleset.json(), named));
        }
    }

    private void stream(Request request, OutputStream out) throws IOException, InterruptedException {
        boolean takesDeltas = deltas && "delta".equals(request.header("banyan-accept"));
        out.write(takesDeltas ? Answers.streamHead(acknowledgeWithin) : Answers.streamHead());
        TestRuleset now = published;
        String tag = '"' + request.header("banyan-epoch") + "-" + request.header("last-event-id") + '"';
        boolean whole = request.header("banyan-emergencies") != null;
        TestRuleset held =
                whole ? null : takesDeltas ? history.get(tag) : now.entityTag().equals(tag) ? now : null;
        out.write(Answers.chunk(held == null ? now.event() : held == now ? ": hb\n\n" : now.deltaEvent(held)));
        behaveAfterHead(out, now, takesDeltas);
    }

    /** Sends what is published after {@code known} as snapshots, and heartbeats. */
    void behaveAfterHead(OutputStream out, TestRuleset known) throws IOException, InterruptedException {
        behaveAfterHead(out, known, false);
    }

    private void behaveAfterHead(OutputStream out, TestRuleset known, boolean takesDeltas)
            throws IOException, InterruptedException {
        TestRuleset sent = known;
        while (running) {
            synchronized (changed) {
                if (published == sent) {
                    changed.wait(HEARTBEAT_MILLIS);
                }
            }
            TestRuleset next = published;
            boolean delta = takesDeltas && next.epoch().equals(sent.epoch());
            String event = delta ? next.deltaEvent(sent) : next.event();
            out.write(Answers.chunk(next == sent ? ": hb\n\n" : event));
            sent = next;
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "test-control-plane");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
