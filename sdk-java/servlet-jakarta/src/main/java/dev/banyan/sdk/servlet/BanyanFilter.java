package dev.banyan.sdk.servlet;

import dev.banyan.evaluation.Context;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.Pins;
import dev.banyan.sdk.RouteHandle;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Decides for every request of a web application which side serves it, and counts how it went.
 *
 * <pre>{@code
 * BanyanFilter.builder(banyan)
 *         .key(RequestValue.principal(), RequestValue.cookie("customer"))
 *         .attribute("tenant", RequestValue.header("X-Tenant"))
 *         .build()
 *         .addTo(servletContext);
 * }</pre>
 *
 * <p>It finds the route by method and path, takes pins from the headers, decides, leaves all that as {@link BanyanRequest}, and measures
 * until the request is complete, unless the application measures the route's reads and writes itself. It answers nothing itself, unless {@link Forwarding} is set up. Whatever goes wrong in it, the request
 * goes on without it. Thread-safe.
 */
public final class BanyanFilter implements Filter {
    private final Banyan banyan;
    private final List<RequestValue> keys;
    private final Map<String, RequestValue> attributes;
    private final Forwarder forwarder;

    private BanyanFilter(Builder builder) {
        this.banyan = builder.banyan;
        this.keys = Collections.unmodifiableList(new ArrayList<>(builder.keys));
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
        this.forwarder = builder.forwarding == null ? null : new Forwarder(builder.forwarding);
    }

    /** A builder of filters that ask this client; closing the client remains the caller's. */
    public static Builder builder(Banyan banyan) {
        return new Builder(banyan);
    }

    /**
     * Registers the filter for all requests, after filters that are there already (a security filter, for instance), with support of
     * asynchronous requests, without which those would fail.
     */
    public FilterRegistration.Dynamic addTo(ServletContext application) {
        FilterRegistration.Dynamic registration = application.addFilter("banyan", this);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        return registration;
    }

    @Override
    public void init(FilterConfig config) {}

    @Override
    public void destroy() {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        BanyanRequest known = request instanceof HttpServletRequest && !BanyanRequest.isIn(request)
                ? understood((HttpServletRequest) request)
                : null;
        if (known == null || !known.route().isPresent()) {
            chain.doFilter(request, response);
        } else {
            serve((HttpServletRequest) request, (HttpServletResponse) response, chain, known);
        }
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, FilterChain chain, BanyanRequest known)
            throws IOException, ServletException {
        Measurement measurement = new Measurement(known.route().get(), known, response);
        boolean returned = false;
        try {
            measurement.forwarding(forwarder != null);
            if (forwarder == null || !forwarder.serves(request, response, known)) {
                measurement.forwarding(false);
                chain.doFilter(request, response);
            }
            returned = true;
        } finally {
            if (returned) {
                measurement.returned(request);
            } else {
                measurement.failed();
            }
        }
    }

    /** Null when the request cannot be understood: it is the application's, then, as without the filter. */
    private BanyanRequest understood(HttpServletRequest request) {
        try {
            String baggage = String.join(",", Collections.list(request.getHeaders("baggage")));
            String header = request.getHeader(Pins.HEADER);
            Pins pins =
                    header == null || header.trim().isEmpty() ? banyan.acceptBaggage(baggage) : banyan.accept(header);
            RouteHandle route = banyan.match(request.getMethod(), path(request.getRequestURI()))
                    .orElse(null);
            BanyanRequest known = new BanyanRequest(context(request), pins, baggage, route);
            known.putInto(request);
            return known;
        } catch (RuntimeException | Error unexpected) {
            return null;
        }
    }

    /** Without path parameters such as {@code ;jsessionid=…}, which no template has. */
    private static String path(String uri) {
        return uri.indexOf(';') < 0 ? uri : uri.replaceAll(";[^/]*", "");
    }

    private Context context(HttpServletRequest request) {
        Context.Builder context = Context.builder(null);
        for (RequestValue key : keys) {
            Object value = value(key, request);
            if (value != null && !value.toString().isEmpty()) {
                context.set(Context.TARGETING_KEY, value.toString());
                break;
            }
        }
        attributes.forEach((name, source) -> context.set(name, value(source, request)));
        return context.build();
    }

    private static Object value(RequestValue source, HttpServletRequest request) {
        try {
            return source.in(request);
        } catch (RuntimeException | Error absent) {
            return null;
        }
    }

    /** Collects the knobs of a filter; not thread-safe. */
    public static final class Builder {
        private final Banyan banyan;
        private final Map<String, RequestValue> attributes = new LinkedHashMap<>();
        private List<RequestValue> keys = Collections.singletonList(RequestValue.principal());
        private Forwarding forwarding;

        private Builder(Banyan banyan) {
            this.banyan = Objects.requireNonNull(banyan, "banyan");
        }

        /** Where the targeting key is looked for, in this order; by default {@link RequestValue#principal()} only. */
        public Builder key(RequestValue... sources) {
            keys = Arrays.asList(sources.clone());
            return this;
        }

        /** An attribute of the context; none by default. */
        public Builder attribute(String name, RequestValue source) {
            attributes.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(source, "source"));
            return this;
        }

        /** Sends requests that are decided new to the new service; by default the application serves them all. */
        public Builder forward(Forwarding newForwarding) {
            forwarding = newForwarding;
            return this;
        }

        /** The filter. */
        public BanyanFilter build() {
            return new BanyanFilter(this);
        }
    }
}
