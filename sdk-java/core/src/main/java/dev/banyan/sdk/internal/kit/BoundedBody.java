package dev.banyan.sdk.internal.kit;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.zip.GZIPInputStream;

/** Reads a response body whole, unpacked, within a limit of size and of time: a compression bomb stops at the limit. */
public final class BoundedBody {
    /** The largest ruleset taken, unpacked; the server's own limit is lower. */
    public static final int MOST_BYTES = 16 * 1024 * 1024;

    private final HttpURLConnection connection;
    private final Platform platform;

    public BoundedBody(HttpURLConnection connection, Platform platform) {
        this.connection = connection;
        this.platform = platform;
    }

    public byte[] read() throws IOException {
        long announced = connection.getContentLengthLong();
        try (Counted raw = new Counted(connection.getInputStream());
                InputStream in = unpacked(raw)) {
            byte[] body = readAll(in);
            // The JDK reports a body cut short as a plain end of file when its length was announced.
            if (announced >= 0 && raw.count < announced) {
                throw TransportFault.passing("the body ended after " + raw.count + " of " + announced + " bytes");
            }
            return body;
        }
    }

    private InputStream unpacked(InputStream raw) throws IOException {
        String encoding = connection.getContentEncoding();
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return raw;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return new GZIPInputStream(raw, 8192);
        }
        throw new RefusedPayload("the snapshot has the unknown encoding " + encoding);
    }

    private byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        long end = platform.nanoTime() + Timings.WHOLE_BODY_MILLIS * 1_000_000L;
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            body.write(chunk, 0, n);
            if (body.size() > MOST_BYTES) {
                throw new RefusedPayload("the snapshot is larger than " + MOST_BYTES + " bytes");
            }
            if (platform.nanoTime() - end > 0) {
                throw TransportFault.passing("the snapshot took longer than " + Timings.WHOLE_BODY_MILLIS + " ms");
            }
        }
        return body.toByteArray();
    }

    /** Counts the bytes as they came over the line, before unpacking. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int n = super.read(target, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
