package dev.banyan.chaos;

import dev.banyan.harness.EnvironmentApi;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** One environment, of one fault alone: changes it, and knows what it committed. One thread uses it. */
final class Plane {

    static final String ROUTE = "orders.get";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Rig rig;
    private final EnvironmentApi environment;
    private final String sdkKey;
    private final Truth truth = new Truth();
    private final List<Long> accepted = new ArrayList<>();
    private int percentage;
    private int refusals;
    private boolean restored;

    private Plane(Rig rig, EnvironmentApi environment) {
        this.rig = rig;
        this.environment = environment;
        this.sdkKey = environment.sdkKey("chaos");
    }

    static Plane make(Rig rig, EnvironmentApi environment) {
        Plane plane = new Plane(rig, environment);
        plane.commitAtLast();
        plane.commitAtLast();
        return plane;
    }

    String key() {
        return environment.project();
    }

    /** Of its route. */
    String page() {
        return "/" + environment.routePath(ROUTE);
    }

    /** The stream of that page. */
    String livePage() {
        return page() + "/live";
    }

    String sdkKey() {
        return sdkKey;
    }

    EnvironmentApi environment() {
        return environment;
    }

    Truth truth() {
        return truth;
    }

    /** The revisions of all changes that the server said it had made. */
    List<Long> accepted() {
        return accepted;
    }

    int refusals() {
        return refusals;
    }

    /** A change; false when no replica took it. Whether it holds nevertheless shows before the next one is made. */
    boolean commit() {
        for (Rig.Replica replica : rig.replicas()) {
            try {
                catchUp(replica);
                commitAt(replica);
                return true;
            } catch (RunFailure refused) {
                refusals++;
            }
        }
        return false;
    }

    /** A change; fails when that replica does not take it. */
    void commitAt(Rig.Replica replica) {
        percentage = (percentage + 37) % 101;
        changeAt(replica, api -> api.move(ROUTE, percentage));
    }

    /** Any other change, which gives its revision. */
    void changeAt(Rig.Replica replica, ToLongFunction<EnvironmentApi> change) {
        long revision = change.applyAsLong(environment.at(replica.api()));
        accepted.add(revision);
        learn(replica, revision);
    }

    /** What was committed by somebody else. */
    void learnFrom(Rig.Replica replica) {
        learn(replica, environment.at(replica.api()).revision());
    }

    /** Whether a replica serves a text with this in it, be it of a new revision or not. */
    boolean learnIfServed(Rig.Replica replica, String mark) {
        String text = get(replica);
        boolean served = text.contains(mark);
        if (served) {
            truth.learn(text);
        }
        return served;
    }

    /** A revision, too. */
    void addRoute(String key) {
        Rig.Replica replica = rig.replicas().get(0);
        environment.route(key, 2);
        learn(replica, environment.revision());
    }

    /** Tries until one is accepted. */
    long commitAtLast() {
        Waiting.until("a change of " + key() + " is accepted", PATIENCE, OFTEN, this::commit);
        return truth.revision();
    }

    /** Its name in the database. */
    String id() {
        return rig.ask("select id from environment where project_key = '" + environment.project() + "'");
    }

    /** The database went back in time: what was accepted since is undone. */
    void undone() {
        restored = true;
        accepted.clear();
    }

    boolean restored() {
        return restored;
    }

    void awaitKeyEverywhere() {
        rig.replicas()
                .forEach(replica -> Waiting.until(
                        "the SDK key is known", () -> replica.api().knowsSdkKey(sdkKey)));
    }

    private void catchUp(Rig.Replica replica) {
        if (refusals > 0) {
            learnFrom(replica);
        }
    }

    private void learn(Rig.Replica replica, long revision) {
        String text = snapshot(replica, revision);
        truth.learn(text);
    }

    /** Straight from the server, past all faults; its memory follows its database within moments. */
    private String snapshot(Rig.Replica replica, long revision) {
        String[] found = new String[1];
        Waiting.until("revision " + revision + " is served", PATIENCE, OFTEN, () -> {
            found[0] = get(replica);
            return found[0].contains("\"revision\":" + revision + ",");
        });
        return found[0];
    }

    private String get(Rig.Replica replica) {
        URI address = replica.server().url().resolve("/sdk/v1/snapshot");
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(5))
                .header("Authorization", "Bearer " + sdkKey)
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException away) {
            throw new RunFailure("No snapshot from " + address + ".", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RunFailure("The run is ending.", interrupted);
        }
    }
}
