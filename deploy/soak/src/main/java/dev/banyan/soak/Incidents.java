package dev.banyan.soak;

import dev.banyan.harness.EnvironmentApi;
import dev.banyan.harness.ManagementApi;
import dev.banyan.harness.RunFailure;
import dev.banyan.harness.Waiting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What happens in a day: moves, rollbacks, revoked keys, restarts. Remembers which proofs of a rollback did not complete. */
final class Incidents {
    private static final Duration PROOF = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final Duration BETWEEN = Duration.ofMillis(700);
    private static final int MOST = 100;

    private final World world;
    private final Audience audience;
    /** The name of the key that each of them has. */
    private final Map<String, String> keys = new LinkedHashMap<>();

    private CompletableFuture<Void> restart = CompletableFuture.completedFuture(null);
    private int rounds;
    private int proofs;
    private int restarts;
    private int revocations;
    private String broken;

    Incidents(World world, Audience audience, Map<String, String> keys) {
        this.world = world;
        this.audience = audience;
        this.keys.putAll(keys);
    }

    /** One of everything, in turn: each round moves a route, takes it back and resumes it; the rest happens now and then. */
    void round() throws InterruptedException {
        int turn = rounds++;
        String route = World.ROUTES.get(turn % World.ROUTES.size());
        EnvironmentApi environment = environment();
        environment.move(route, 10 + turn % 90);
        Thread.sleep(BETWEEN.toMillis());
        prove(environment.rollBack(route));
        environment.resume(route);
        switch (turn % 5) {
            case 1 -> restartReplica(turn % 2 == 1);
            case 2 -> revokeOfAudience();
            case 3 -> restartService(turn % 2 == 1);
            case 4 -> rotateSigningKey();
            default -> rollBackAll();
        }
        Thread.sleep(BETWEEN.toMillis());
    }

    /** Waits for what is under way. */
    void settle() {
        try {
            restart.join();
        } catch (CompletionException failed) {
            throw new RunFailure(
                    "A replica did not come back: " + failed.getCause().getMessage(), failed);
        }
    }

    int rounds() {
        return rounds;
    }

    int proofs() {
        return proofs;
    }

    int restarts() {
        return restarts;
    }

    int revocations() {
        return revocations;
    }

    /** The first proof that did not complete; null when all did. */
    String broken() {
        return broken;
    }

    private void rollBackAll() {
        EnvironmentApi environment = environment();
        prove(environment.rollBack());
        environment.resume();
    }

    /** Every service that is there has followed. */
    private void prove(long revision) {
        proofs++;
        long present = world.services().size();
        boolean complete = Waiting.within(PROOF, OFTEN, () -> {
            Map<?, ?> convergence = environment().convergence(revision);
            return convergence.get("applied").equals(present)
                    && convergence.get("total").equals(present);
        });
        if (!complete && broken == null) {
            broken = "The rollback of revision " + revision + ": "
                    + environment().convergence(revision);
        }
    }

    private void restartReplica(boolean killed) {
        if (!restart.isDone()) {
            return;
        }
        settle();
        restarts++;
        restart = CompletableFuture.runAsync(() -> {
            if (killed) {
                world.two().kill();
            } else {
                world.two().stop();
            }
            world.two().startAgain();
            world.two().awaitReady();
        });
    }

    private void revokeOfAudience() {
        audience.use(renew("audience"));
    }

    /** Its key is revoked, as nobody can give a service another one while it runs. */
    private void restartService(boolean killed) {
        String name = "service-2";
        String fresh = renew(name);
        if (killed) {
            world.services().get(name).kill();
        } else {
            world.services().get(name).stop(10);
        }
        world.startService(name, fresh);
        restarts++;
        Waiting.until(
                name + " is back",
                () -> environment().convergence().get("applied").equals((long)
                        world.services().size()));
    }

    /** A new key, and the end of the old one. */
    private String renew(String whose) {
        String name = whose + "-" + rounds;
        String fresh = environment().sdkKey(name);
        revoke(keys.put(whose, name));
        return fresh;
    }

    private void revoke(String name) {
        revocations++;
        ManagementApi api = environment().api();
        String path = environment().path() + "/sdk-keys";
        Object id = api.list(path + "?limit=" + MOST).stream()
                .map(each -> (Map<?, ?>) each)
                .filter(each -> name.equals(each.get("name")) && each.get("revokedAt") == null)
                .map(each -> each.get("id"))
                .findFirst()
                .orElseThrow(() -> new RunFailure("There is no live SDK key " + name + "."));
        if (!api.ask("DELETE", path + "/" + id, null, null).accepted()) {
            throw new RunFailure("The SDK key " + name + " cannot be revoked.");
        }
    }

    private void rotateSigningKey() {
        environment().api().create("signing-keys", "{}");
    }

    private EnvironmentApi environment() {
        return world.environment();
    }
}
