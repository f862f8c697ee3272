package dev.banyan.sdk.servlet;

import jakarta.servlet.http.HttpServletResponse;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Status and headers of an answer; refuses what could be understood in two ways. */
final class UpstreamHead {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");
    private static final int SWITCHING = 101;

    private final int status;
    private final List<String[]> headers = new ArrayList<>();

    UpstreamHead(String line) throws ProtocolException {
        Matcher parts = STATUS.matcher(line);
        if (!parts.matches()) {
            throw new ProtocolException("the answer is not HTTP/1.1");
        }
        this.status = Integer.parseInt(parts.group(1));
        if (status == SWITCHING) {
            throw new ProtocolException("nobody asked for another protocol");
        }
    }

    void add(String line) throws ProtocolException {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(0, colon));
        String value = line.substring(colon + 1);
        if (!Headers.isToken(name) || !Headers.isValue(value)) {
            throw new ProtocolException("a header of the answer is malformed");
        }
        headers.add(new String[] {name, value.trim()});
    }

    int status() {
        return status;
    }

    boolean isChunked() {
        List<String> codings = all("Transfer-Encoding");
        return !codings.isEmpty()
                && Headers.lower(codings.get(codings.size() - 1)).endsWith("chunked");
    }

    /** How long the body is; -1 when it ends with the connection. */
    long length() throws ProtocolException {
        Set<String> lengths = new HashSet<>(all("Content-Length"));
        if (lengths.isEmpty()) {
            return -1;
        }
        String length = lengths.iterator().next();
        if (lengths.size() > 1 || !length.matches("\\d{1,18}")) {
            throw new ProtocolException("the answer's length is unclear");
        }
        return Long.parseLong(length);
    }

    boolean hasBody(String method) {
        return !method.equals("HEAD") && status != 204 && status != 304;
    }

    void copyTo(HttpServletResponse response) {
        response.setStatus(status);
        Set<String> left = Headers.ending(all("Connection"));
        if (isChunked()) {
            left.add("content-length");
        }
        Set<String> seen = new HashSet<>();
        for (String[] header : headers) {
            String name = Headers.lower(header[0]);
            if (left.contains(name)) {
                continue;
            }
            // The container may have set one of its own, a date for instance.
            if (seen.add(name)) {
                response.setHeader(header[0], header[1]);
            } else if (!name.equals("content-length")) {
                response.addHeader(header[0], header[1]);
            }
        }
    }

    private List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (String[] header : headers) {
            if (header[0].equalsIgnoreCase(name)) {
                values.add(header[1]);
            }
        }
        return values;
    }
}
