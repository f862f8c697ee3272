package dev.banyan.sdk;

import dev.banyan.wire.RulesetText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A ruleset as a server would send it; each change is a copy. */
public record TestRuleset(
        String project,
        String environment,
        String epoch,
        long revision,
        String pinning,
        String more,
        List<String> routes) {
    public TestRuleset(
            String project, String environment, String epoch, long revision, String pinning, List<String> routes) {
        this(project, environment, epoch, revision, pinning, "", routes);
    }

    public static TestRuleset at(long revision) {
        return new TestRuleset("shop", "production", "epoch-one", revision, "null", "", List.of());
    }

    public TestRuleset in(String otherEnvironment) {
        return new TestRuleset(project, otherEnvironment, epoch, revision, pinning, more, routes);
    }

    public TestRuleset epoch(String other) {
        return new TestRuleset(project, environment, other, revision, pinning, more, routes);
    }

    /** With pins that hold for so many seconds and are signed with the first of the secrets, if there are any. */
    public TestRuleset pinning(int maxAgeSeconds, String... secrets) {
        String quoted = secrets.length == 0 ? "" : '"' + String.join("\",\"", secrets) + '"';
        String json = "{\"secrets\":[" + quoted + "],\"maxAgeSeconds\":" + maxAgeSeconds + "}";
        return new TestRuleset(project, environment, epoch, revision, json, more, routes);
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
        return new TestRuleset(project, environment, epoch, revision, pinning, this.more, List.copyOf(more));
    }

    /** With a four-stage route at {@code shadow} for all, whose shadow traffic has these shares in millionths. */
    public TestRuleset shadowed(String key, int share, int control) {
        TestRuleset plain = route(4, key, "shadow", "live", 0, "null");
        List<String> more = new ArrayList<>(plain.routes);
        String shadow = "\"shadow\":{\"share\":%d,\"control\":%d},\"cohorts\"".formatted(share, control);
        more.replaceAll(route -> route.contains("\"" + key + "\"") ? route.replace("\"cohorts\"", shadow) : route);
        return new TestRuleset(project, environment, epoch, revision, pinning, this.more, List.copyOf(more));
    }

    /** With the last route's JSON changed. */
    public TestRuleset but(String text, String instead) {
        List<String> changed = new ArrayList<>(routes);
        String last = changed.remove(changed.size() - 1);
        changed.add(last.replace(text, instead));
        return new TestRuleset(project, environment, epoch, revision, pinning, more, List.copyOf(changed));
    }

    /** With a breaker for the last route: its members but the braces. */
    public TestRuleset breaker(String members) {
        return but("\"cohorts\":", "\"breaker\":{" + members + "},\"cohorts\":");
    }

    /** The same at another revision. */
    public TestRuleset revision(long other) {
        return new TestRuleset(project, environment, epoch, other, pinning, more, routes);
    }

    /** With more members of the head, such as {@code "urgent":3}. */
    public TestRuleset head(String members) {
        return new TestRuleset(project, environment, epoch, revision, pinning, more + "," + members, routes);
    }

    /** With an emergency in force for one route, or for all when that is null. */
    public TestRuleset emergency(String id, String route) {
        String routes = route == null ? "" : ",\"routes\":[\"" + route + "\"]";
        return head("\"emergencies\":[{\"id\":\"" + id + "\",\"mode\":\"rollback\"" + routes + "}]");
    }

    public TestRuleset settled(String id) {
        return head("\"settled\":[\"" + id + "\"]");
    }

    public String entityTag() {
        String ending = more.contains("\"emergencies\"") ? "-" + checksum().substring(0, 8) : "";
        return "\"" + epoch + "-" + revision + ending + "\"";
    }

    public String json() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return RulesetText.compose(head(), List.of(), byKey().values());
    }

    public String checksum() {
        return RulesetText.checksum(bytes());
    }

    /** What makes this out of an earlier one. */
    public String delta(TestRuleset from) {
        Map<String, String> held = from.byKey();
        Map<String, String> now = byKey();
        String changed = now.entrySet().stream()
                .filter(route -> !route.getValue().equals(held.get(route.getKey())))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining(","));
        String removed = held.keySet().stream()
                .filter(key -> !now.containsKey(key))
                .map(key -> '"' + key + '"')
                .collect(Collectors.joining(","));
        return "{\"from\":%d,\"checksum\":\"%s\",\"head\":%s,\"segments\":[],\"routes\":[%s],\"removed\":{\"routes\":[%s]}}"
                .formatted(from.revision, checksum(), head(), changed, removed);
    }

    String event() {
        return "event: snapshot\nid: " + revision + "\ndata: " + json() + "\n\n";
    }

    String deltaEvent(TestRuleset from) {
        return "event: delta\nid: " + revision + "\ndata: " + delta(from) + "\n\n";
    }

    private String head() {
        return """
            {"schema":1,"project":"%s","environment":"%s","epoch":"%s","revision":%d,"rollback":null,"pinning":%s%s}""".formatted(project, environment, epoch, revision, pinning, more);
    }

    private Map<String, String> byKey() {
        Comparator<String> bytewise =
                Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);
        Map<String, String> byKey = new TreeMap<>(bytewise);
        routes.forEach(route -> byKey.put(route.substring(8, route.indexOf('"', 8)), route));
        return byKey;
    }
}
