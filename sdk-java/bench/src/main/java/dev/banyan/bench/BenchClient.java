package dev.banyan.bench;

import dev.banyan.sdk.Banyan;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A client without a control plane: its rules come from a bootstrap resource that exists in memory only. */
final class BenchClient {
    static final int ROUTES = 500;

    private static final String RESOURCE = "bench-ruleset.json";

    private BenchClient() {}

    /** A client of 500 routes, {@code GET /area-N/resource-M/{id}}, each at 25 % for contexts from Germany. */
    static Banyan start() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new InMemory(before));
        try {
            return Banyan.builder()
                    .url("http://127.0.0.1:1")
                    .sdkKey("bny_sdk_of-no-environment")
                    .application("bench")
                    .slowRetry(Duration.ofMinutes(30))
                    .withoutCache()
                    .bootstrapResource(RESOURCE)
                    .build();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    static String key(int route) {
        return String.format(Locale.ROOT, "area-%d.resource-%d", route / 20, route);
    }

    static String path(int route, String id) {
        return String.format(Locale.ROOT, "/area-%d/resource-%d/%s", route / 20, route, id);
    }

    private static String ruleset() {
        String routes = IntStream.range(0, ROUTES).mapToObj(BenchClient::route).collect(Collectors.joining(","));
        return "{\"schema\":1,\"project\":\"bench\",\"environment\":\"bench\",\"epoch\":\"bench\",\"revision\":1,"
                + "\"segments\":[],\"routes\":[" + routes + "]}";
    }

    private static String route(int number) {
        return String.format(
                Locale.ROOT,
                "{\"key\":\"%s\",\"kind\":2,\"salt\":\"k3v9Zq81mXw20pL\",\"method\":\"GET\",\"path\":\"%s\",\"enabled\":true,"
                        + "\"cohorts\":[{\"name\":\"germany\",\"conditions\":[{\"attribute\":\"country\",\"operator\":\"equals\","
                        + "\"values\":[\"DE\"]}],\"rollout\":{\"from\":\"off\",\"to\":\"complete\",\"share\":250000}},"
                        + "{\"name\":\"default\",\"conditions\":[],\"rollout\":{\"from\":\"off\",\"to\":\"complete\",\"share\":0}}]}",
                key(number),
                path(number, "{id}"));
    }

    private static final class InMemory extends ClassLoader {
        InMemory(ClassLoader parent) {
            super(parent);
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return name.equals(RESOURCE)
                    ? new ByteArrayInputStream(ruleset().getBytes(StandardCharsets.UTF_8))
                    : super.getResourceAsStream(name);
        }
    }
}
