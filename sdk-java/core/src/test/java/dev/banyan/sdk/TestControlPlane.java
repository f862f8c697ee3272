package dev.banyan.sdk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
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
            changed.notifyAll();
        }
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
            Request request = read(new BufferedInputStream(socket.getInputStream()));
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
        boolean held = ruleset.entityTag().equals(request.header("if-none-match"));
        out.write(held ? Answers.status(304) : Answers.gzipped(ruleset.json()));
    }

    private void stream(Request request, OutputStream out) throws IOException, InterruptedException {
        out.write(Answers.streamHead());
        TestRuleset sent = published;
        boolean held = String.valueOf(sent.revision()).equals(request.header("last-event-id"))
                && sent.epoch().equals(request.header("banyan-epoch"));
        out.write(Answers.chunk(held ? ": hb\n\n" : sent.event()));
        behaveAfterHead(out, sent);
    }

    /** Sends what is published after {@code known}, and heartbeats. */
    void behaveAfterHead(OutputStream out, TestRuleset known) throws IOException, InterruptedException {
        TestRuleset sent = known;
        while (running) {
            synchronized (changed) {
                if (published == sent) {
                    changed.wait(HEARTBEAT_MILLIS);
                }
            }
            boolean isNew = published != sent;
            sent = published;
            out.write(Answers.chunk(isNew ? sent.event() : ": hb\n\n"));
        }
    }

    private static Request read(InputStream in) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.add(line);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : head.subList(1, head.size())) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).trim());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] words = head.get(0).split(" ");
        return new Request(words[0], words[1], headers, body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("hung up");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "test-control-plane");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
