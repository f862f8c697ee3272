package dev.banyan.server.flag;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** The core of one release of the SDK, called by names only: two of them have classes of the same names. */
record SdkRelease(ClassLoader classes) implements AutoCloseable {
    private static final IntSupplier BY_CHANCE = () -> 4_321;

    static SdkRelease today() {
        return new SdkRelease(SdkRelease.class.getClassLoader());
    }

    /** Which refused a whole ruleset for one thing that it did not know. */
    static SdkRelease first() {
        return of("/first-sdk/banyan-sdk.jar");
    }

    static SdkRelease previous() {
        return of("/previous-sdk/banyan-sdk.jar");
    }

    /** With the JDK above it and nothing else. */
    private static SdkRelease of(String resource) {
        URL jar = Objects.requireNonNull(SdkRelease.class.getResource(resource));
        return new SdkRelease(new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader()));
    }

    /** As {@link #answers}, by route, when a ruleset comes after another one and may hold what the release does not understand. */
    Map<String, List<String>> followed(byte[] before, byte[] ruleset, List<Map<String, Object>> contexts)
            throws ReflectiveOperationException {
        Class<?> reader = classes.loadClass("dev.banyan.wire.RulesetReader");
        Method read = reader.getMethod("readByParts", byte[].class, IntSupplier.class);
        Object held = read.invoke(null, before, BY_CHANCE);
        Object rules = read.invoke(null, ruleset, BY_CHANCE);
        Object kept = rules.getClass().getMethod("keeping", rules.getClass()).invoke(rules, held);
        Map<String, List<String>> answers = new TreeMap<>();
        for (Object route : (Collection<?>) call(kept, "routes")) {
            List<String> all = new ArrayList<>(List.of(settings(route)));
            for (Map<String, Object> context : contexts) {
                all.add(decision(route, context));
            }
            answers.put(call(route, "key").toString(), all);
        }
        return answers;
    }

    /** What it makes of a ruleset: the settings of each route, and each decision. Fails when it refuses it. */
    List<String> answers(byte[] ruleset, List<Map<String, Object>> contexts) throws ReflectiveOperationException {
        Object rules = classes.loadClass("dev.banyan.wire.RulesetReader")
                .getMethod("read", byte[].class, IntSupplier.class)
                .invoke(null, ruleset, BY_CHANCE);
        List<String> answers = new ArrayList<>();
        answers.add(
                List.of(call(rules, "epoch"), call(rules, "revision"), call(call(rules, "pinning"), "maxAgeSeconds"))
                        .toString());
        for (Object route : (Collection<?>) call(rules, "routes")) {
            answers.add(settings(route));
            for (Map<String, Object> context : contexts) {
                answers.add(decision(route, context));
            }
        }
        return answers;
    }

    private String decision(Object route, Map<String, Object> attributes) throws ReflectiveOperationException {
        Class<?> type = classes.loadClass("dev.banyan.evaluation.Context");
        Object builder = type.getMethod("builder", String.class).invoke(null, attributes.get("targetingKey"));
        for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
            builder.getClass()
                    .getMethod("set", String.class, Object.class)
                    .invoke(builder, attribute.getKey(), attribute.getValue());
        }
        Object decision = route.getClass().getMethod("decide", type).invoke(route, call(builder, "build"));
        return decision + " " + call(decision, "side") + " " + call(decision, "keyMissing");
    }

    private static String settings(Object route) throws ReflectiveOperationException {
        StringBuilder text = new StringBuilder();
        for (String name : List.of("key", "kind", "method", "pathTemplate", "enabled", "rollbackCap")) {
            text.append(call(route, name)).append(' ');
        }
        Object shadow = call(route, "shadow");
        Object breaker = call(route, "breaker");
        text.append(call(shadow, "share")).append(' ').append(call(shadow, "control"));
        return text + " " + (breaker == null ? "no breaker" : call(breaker, "errors") + " " + call(breaker, "probes"));
    }

    private static Object call(Object object, String method) throws ReflectiveOperationException {
        return object.getClass().getMethod(method).invoke(object);
    }

    @Override
    public void close() throws IOException {
        if (classes instanceof URLClassLoader jar) {
            jar.close();
        }
    }
}
