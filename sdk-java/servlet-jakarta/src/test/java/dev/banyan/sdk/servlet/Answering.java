package dev.banyan.sdk.servlet;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that reads the head of a request and answers with the same bytes each time, or with none. */
final class Answering implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final String answer;

    /** @param answer what is said before hanging up; null says nothing and does not hang up */
    Answering(String answer) throws IOException {
        this.answer = answer;
        Thread thread = new Thread(this::accept, "answering");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    AtomicInteger connections() {
        return connections;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                connections.incrementAndGet();
                readHead(socket.getInputStream());
                if (answer != null) {
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    socket.close();
                }
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private static void readHead(InputStream in) throws IOException {
        int seen = 0;
        for (int b = in.read(); b >= 0 && seen < 4; b = seen < 4 ? in.read() : -1) {
            seen = b == (seen % 2 == 0 ? '\r' : '\n') ? seen + 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
