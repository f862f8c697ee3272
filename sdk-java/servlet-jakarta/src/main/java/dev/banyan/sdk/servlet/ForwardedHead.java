package dev.banyan.sdk.servlet;

import dev.banyan.sdk.Pins;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The request line and the headers of a forwarded request. */
final class ForwardedHead {
    /** Whom it was forwarded by, so that it does not go round in circles. */
    static final String FORWARDED_BY = "Banyan-Forwarded";

    private static final List<String> OURS = Arrays.asList(
            "host",
            "content-length",
            "expect",
            "banyan-pin",
            "baggage",
            "banyan-forwarded",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-host");
    /** As the receiver might understand them: who checks paths by their beginning must not be led elsewhere. */
    private static final Pattern DOT_SEGMENT = Pattern.compile("(^|/)\\.{1,2}(;[^/]*)?(/|$)");

    private final HttpServletRequest request;
    private final StringBuilder head = new StringBuilder();

    private ForwardedHead(HttpServletRequest request) {
        this.request = request;
    }

    /** Path and query as they came; null when they or the method had better not be forwarded. */
    static String line(HttpServletRequest request) {
        String path = request.getRequestURI();
        String query = request.getQueryString();
        String all = query == null ? path : path + '?' + query;
        String method = request.getMethod();
        boolean printable = all.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#' && c != '\\');
        boolean travels = Headers.isToken(method) && !method.equals("CONNECT") && !method.equals("TRACE");
        String plain =
                Headers.lower(path).replace("%2e", ".").replace("%2f", "/").replace("%5c", "/");
        boolean straight = path.startsWith("/") && !DOT_SEGMENT.matcher(plain).find();
        return printable && travels && straight ? method + ' ' + all : null;
    }

    static byte[] of(
            HttpServletRequest request, String line, URI target, BanyanRequest known, String framing, String me) {
        ForwardedHead forwarded = new ForwardedHead(request);
        forwarded.head.append(line).append(" HTTP/1.1\r\n");
        forwarded.set("Host", target.getRawAuthority());
        forwarded.copy();
        forwarded.head.append(framing);
        forwarded.set("Connection", "close");
        forwarded.set(FORWARDED_BY, forwarded.joined(FORWARDED_BY, me));
        forwarded.set("X-Forwarded-For", forwarded.joined("X-Forwarded-For", request.getRemoteAddr()));
        forwarded.set("X-Forwarded-Proto", forwarded.kept("X-Forwarded-Proto", request.getScheme()));
        forwarded.set("X-Forwarded-Host", forwarded.kept("X-Forwarded-Host", request.getHeader("Host")));
        forwarded.set(Pins.HEADER, known.pinHeader());
        forwarded.set("baggage", known.baggage());
        return forwarded.head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private void copy() {
        Set<String> left = Headers.ending(Collections.list(request.getHeaders("Connection")));
        left.addAll(OURS);
        for (String name : Collections.list(request.getHeaderNames())) {
            if (Headers.isToken(name) && !left.contains(Headers.lower(name))) {
                Collections.list(request.getHeaders(name)).forEach(value -> set(name, value));
            }
        }
    }

    private void set(String name, String value) {
        if (Headers.isValue(value) && !value.isEmpty()) {
            head.append(name).append(": ").append(value).append("\r\n");
        }
    }

    private String joined(String name, String last) {
        List<String> all = new ArrayList<>(Collections.list(request.getHeaders(name)));
        all.add(last);
        return String.join(", ", all);
    }

    private String kept(String name, String otherwise) {
        String known = request.getHeader(name);
        return known == null ? otherwise : known;
    }
}
