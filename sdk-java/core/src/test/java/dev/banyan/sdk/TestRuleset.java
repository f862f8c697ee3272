package dev.banyan.sdk;

import java.util.ArrayList;
import java.util.List;

/** A ruleset as a server would send it; each change is a copy. */
public record TestRuleset(
        String project, String environment, String epoch, long revision, String pinning, List<String> routes) {
    public static TestRuleset at(long revision) {
        return new TestRuleset("shop", "production", "epoch-one", revision, "null", List.of());
    }

    public TestRuleset in(String otherEnvironment) {
        return new TestRuleset(project, otherEnvironment, epoch, revision, pinning, routes);
    }

    public TestRuleset epoch(String other) {
        return new TestRuleset(project, environment, other, revision, pinning, routes);
    }

    /** With pins that hold for so many seconds and are signed with the first of the secrets, if there are any. */
    public TestRuleset pinning(int maxAgeSeconds, String... secrets) {
        String quoted = secrets.length == 0 ? "" : '"' + String.join("\",\"", secrets) + '"';
        String json = "{\"secrets\":[" + quoted + "],\"maxAgeSeconds\":" + maxAgeSeconds + "}";
        return new TestRuleset(project, environment, epoch, revision, json, routes);
    }

    /** With a two-stage route that has the given share, in millionths, on the new side. */
    public TestRuleset with(String key, int share) {
        return with(key, share, "null");
    }

    public TestRuleset rolledBack(String key) {
        return with(key, 1_000_000, "\"off\"");
    }

    private TestRuleset with(String key, int share, String rollback) {
        return route(2, key, "off", "complete", share, rollback);
    }

    /** With a route of any kind, which answers GET on the first word of its key. */
    public TestRuleset route(int kind, String key, String from, String to, int share, String rollback) {
        String route = """
            {"key":"%s","kind":%d,"salt":"k3v9k3v9k3v9k3v","bucketBy":"targetingKey","missingKey":"legacy",
            "method":"GET","path":"/%s/{id}","enabled":true,"rollback":%s,
            "cohorts":[{"name":"default","conditions":[],"rollout":{"from":"%s","to":"%s","share":%d}}]}""".formatted(key, kind, key.split("\\.")[0], rollback, from, to, share)
                .replace("\n", "");
        List<String> more = new ArrayList<>(routes);
        more.add(route);
        return new TestRuleset(project, environment, epoch, revision, pinning, List.copyOf(more));
    }

    /** With a four-stage route at {@code shadow} for all, whose shadow traffic has these shares in millionths. */
    public TestRuleset shadowed(String key, int share, int control) {
        TestRuleset plain = route(4, key, "shadow", "live", 0, "null");
        List<String> more = new ArrayList<>(plain.routes);
        String shadow = "\"shadow\":{\"share\":%d,\"control\":%d},\"cohorts\"".formatted(share, control);
        more.replaceAll(route -> route.contains("\"" + key + "\"") ? route.replace("\"cohorts\"", shadow) : route);
        return new TestRuleset(project, environment, epoch, revision, pinning, List.copyOf(more));
    }

    /** With the last route's JSON changed. */
    public TestRuleset but(String text, String instead) {
        List<String> changed = new ArrayList<>(routes);
        String last = changed.remove(changed.size() - 1);
        changed.add(last.replace(text, instead));
        return new TestRuleset(project, environment, epoch, revision, pinning, List.copyOf(changed));
    }

    /** With a breaker for the last route: its members but the braces. */
    public TestRuleset breaker(String members) {
        return but("\"cohorts\":", "\"breaker\":{" + members + "},\"cohorts\":");
    }

    public String entityTag() {
        return "\"" + epoch + "-" + revision + "\"";
    }

    public String json() {
        return """
            {"schema":1,"project":"%s","environment":"%s","epoch":"%s","revision":%d,"rollback":null,"pinning":%s,"segments":[],"routes":[%s]}""".formatted(project, environment, epoch, revision, pinning, String.join(",", routes));
    }

    public byte[] bytes() {
        return json().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    String event() {
        return "event: snapshot\nid: " + revision + "\ndata: " + json() + "\n\n";
    }
}
