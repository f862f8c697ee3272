package dev.banyan.sdk.servlet;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One exchange with the new service, over a connection of its own. Not {@code HttpURLConnection}: that one repeats requests by itself,
 * knows no PATCH, swallows {@code Origin}, and takes a 401 into its own hands. A connection for each request also means that none is
 * found half-closed after a write was sent on it.
 */
final class Upstream implements Closeable {
    private static final int BUFFER = 8 * 1024;
    private static final int MOST_HEAD_BYTES = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private int headLeft = MOST_HEAD_BYTES;

    private Upstream(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        this.out = socket.getOutputStream();
    }

    /** Fails before anything of a request is sent. */
    static Upstream connect(Forwarding settings) throws IOException {
        URI target = settings.target;
        boolean secure = "https".equalsIgnoreCase(target.getScheme());
        int port = target.getPort() >= 0 ? target.getPort() : secure ? 443 : 80;
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(target.getHost(), port), settings.connectMillis);
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(settings.connectMillis);
            Socket socket = secure ? secured(plain, target.getHost(), port) : plain;
            socket.setSoTimeout(settings.readMillis);
            return new Upstream(socket);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /**
     * Sends a body. An upstream that stops reading may have answered already, a 413 for instance: what comes back decides.
     *
     * @param length how many bytes there are; -1 sends them in chunks
     */
    void sendBody(InputStream body, long length, long most) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long sent = 0;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            sent += n;
            if (sent > most) {
                throw new BodyTooLarge();
            }
            if (n > 0 && !accepted(buffer, n, length < 0)) {
                return;
            }
        }
        if (length >= 0 && sent < length) {
            throw new EOFException("the body of the request ended early, or was read before");
        }
        if (length < 0) {
            accepted(buffer, 0, true);
        }
    }

    private boolean accepted(byte[] buffer, int count, boolean chunked) {
        try {
            if (chunked) {
                out.write((Integer.toHexString(count) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            out.write(buffer, 0, count);
            if (chunked) {
                out.write(new byte[] {'\r', '\n'});
            }
            out.flush();
            return true;
        } catch (IOException stoppedReading) {
            return false;
        }
    }

    /** The answer's head; interim answers are passed over. */
    UpstreamHead receive() throws IOException {
        UpstreamHead head;
        do {
            head = new UpstreamHead(line());
            for (String line = line(); !line.isEmpty(); line = line()) {
                head.add(line);
            }
        } while (head.status() < 200);
        return head;
    }

    /** Passes the answer's body on as it comes. */
    void copyBody(UpstreamHead head, OutputStream to) throws IOException {
        if (head.isChunked()) {
            for (long size = chunkSize(); size > 0; size = chunkSize()) {
                copy(size, to);
                if (!line().isEmpty()) {
                    throw new ProtocolException("a chunk is longer than it says");
                }
            }
            return;
        }
        copy(head.length() >= 0 ? head.length() : Long.MAX_VALUE, to);
    }

    private long chunkSize() throws IOException {
        headLeft = MOST_HEAD_BYTES;
        String size = line().split(";", 2)[0].trim();
        if (!size.matches("[0-9A-Fa-f]{1,15}")) {
            throw new ProtocolException("a chunk has no size");
        }
        return Long.parseLong(size, 16);
    }

    private void copy(long length, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                if (length == Long.MAX_VALUE) {
                    return;
                }
                throw new EOFException("the answer ended early");
            }
            to.write(buffer, 0, n);
            left -= n;
            if (in.available() == 0) {
                to.flush();
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || headLeft-- == 0) {
                throw new ProtocolException(b < 0 ? "the answer ended early" : "the answer's head is too long");
            }
            line.append((char) b);
        }
        int end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // As wanted.
        }
    }

    /** The request's body is longer than is forwarded. */
    static final class BodyTooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
