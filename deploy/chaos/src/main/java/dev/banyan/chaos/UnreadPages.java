package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Way;
import dev.banyan.harness.JsonText;
import dev.banyan.harness.ManagementApi;
import dev.banyan.harness.PageSession;
import dev.banyan.harness.RunFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Somebody who may only look opens the stream of one page hundreds of times, and never reads what comes. */
final class UnreadPages implements AutoCloseable {
    private static final int PAGES = 400;
    private static final int ROUNDS = 10;
    private static final int SMALL = 4 * 1024;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String VIEWER = "viewer";
    private static final String PASSWORD = "a password of a viewer";

    private final List<Socket> sockets = new ArrayList<>();
    private int open;
    private int refused;

    static Fault fault() {
        return new Fault(
                "abuse: " + PAGES + " page streams of one viewer, never read",
                Way.REPLICAS,
                false,
                true,
                Duration.ofSeconds(10),
                UnreadPages::strike,
                Site::letGo,
                site -> true);
    }

    private static void strike(Site site) throws Exception {
        Rig.Replica replica = site.rig().replicas().get(0);
        PageSession viewer = viewer(site, replica);
        try (Bystander bystander = new Bystander(site, replica)) {
            Bystander.Slowest usual = bystander.act(ROUNDS);
            UnreadPages pages = site.keep(new UnreadPages());
            for (int i = 0; i < PAGES; i++) {
                pages.open(replica.server().port(), site.plane().livePage(), viewer);
            }
            Bystander.Slowest meanwhile = bystander.act(ROUNDS);
            site.remark("%d streams open, %d refused; of others, slowest of %d: %s (before: %s)"
                    .formatted(pages.open, pages.refused, ROUNDS, meanwhile, usual));
            meanwhile.requireUsual();
        }
    }

    /** Their name is the same at each run: the database is a new one. */
    private static PageSession viewer(Site site, Rig.Replica replica) throws IOException, InterruptedException {
        ManagementApi api = replica.api();
        String name = VIEWER + "-of-" + site.plane().key();
        api.create("users", JsonText.object("username", name, "displayName", name, "password", PASSWORD));
        api.put("projects/" + site.plane().key() + "/members/" + name, JsonText.object("role", "viewer"));
        return PageSession.signIn(replica.server().url(), name, PASSWORD);
    }

    /** Reads the status, to know it, and nothing after it. */
    private void open(int port, String path, PageSession viewer) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(SMALL);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\nCookie: "
                + viewer.cookie() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String status =
                new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
        if (status.endsWith("200")) {
            open++;
        } else if (status.endsWith("429")) {
            refused++;
        } else {
            throw new RunFailure("Stream " + sockets.size() + " was answered \"" + status + "\".");
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
