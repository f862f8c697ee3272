package dev.banyan.guides;

import dev.banyan.evaluation.Context;
import dev.banyan.evaluation.Decision;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.CallerTransaction;
import dev.banyan.sdk.RouteHandle;
import dev.banyan.sdk.opentelemetry.BanyanTelemetry;
import dev.banyan.sdk.servlet.BanyanFilter;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLConnection;

/** What the guides take for granted: their snippets are compiled as subclasses of this one, and never run. */
@SuppressWarnings("unused")
class Shop {
    static final String IMPORTS = """
            package dev.banyan.guides;
            import dev.banyan.evaluation.*;
            import dev.banyan.evaluation.Context;
            import dev.banyan.sdk.*;
            import dev.banyan.sdk.openfeature.*;
            import dev.banyan.sdk.opentelemetry.*;
            import dev.banyan.sdk.servlet.*;
            import dev.openfeature.sdk.Client;
            import dev.openfeature.sdk.ImmutableContext;
            import dev.openfeature.sdk.OpenFeatureAPI;
            import io.opentelemetry.context.Scope;
            import jakarta.transaction.Status;
            import jakarta.transaction.Synchronization;
            import jakarta.transaction.Transaction;
            import jakarta.transaction.TransactionManager;
            import jakarta.transaction.TransactionSynchronizationRegistry;
            import java.io.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.springframework.transaction.*;
            import org.springframework.transaction.support.*;
            """;

    record Order(String id, String status) {}

    interface Orders {
        Order get();

        Order get(long id);

        Order get(String id);

        Order put(Order order);
    }

    interface Headers {
        void setHeader(String name, String value);

        String getHeader(String name);
    }

    Banyan banyan;
    CallerTransaction hook;
    RouteHandle orders;
    Orders legacyOrders;
    Orders newOrders;
    Orders legacy;
    Orders fresh;
    Context context;
    Decision decision;
    Order order;
    String customerId;
    String key;
    long id;
    long orderId;
    long nanos;
    Headers incoming;
    Headers outgoing;
    Headers next;
    URLConnection connection;
    HttpServletRequest request;
    ServletContext servletContext;
    BanyanFilter.Builder filter;
    OpenTelemetry openTelemetry;
    BanyanTelemetry telemetry;
}
