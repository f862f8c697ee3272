package dev.banyan.bench.peers.banyan;

import dev.banyan.bench.peers.Peer;
import dev.banyan.bench.peers.Person;
import dev.banyan.bench.peers.Workload;
import dev.banyan.evaluation.Context;
import dev.banyan.sdk.Banyan;
import dev.banyan.sdk.RouteHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Banyan, through a handle kept in a field, from the last-known-good file of a client that had seen its control plane. */
public final class BanyanPeer implements Peer<Context> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Banyan banyan;
    private RouteHandle route;

    @Override
    public void write(Workload workload, Path directory) throws Exception {
        try (ShortLivedControlPlane server = new ShortLivedControlPlane(ruleset(workload))) {
            Files.writeString(address(directory), server.url());
            try (Banyan client = client(directory)) {
                if (!client.awaitReady(PATIENCE)) {
                    throw new IllegalStateException(client.status().toString());
                }
            }
        }
    }

    @Override
    public void start(Path directory) throws Exception {
        banyan = client(directory);
        route = banyan.route(Workload.FLAG);
    }

    @Override
    public Context caller(Person person) {
        return Context.of(person.key()).with(Workload.ATTRIBUTE, person.country());
    }

    @Override
    public boolean isOn(Context caller) {
        return route.decide(caller).isNew();
    }

    @Override
    public void close() {
        if (banyan != null) {
            banyan.close();
        }
    }

    /** The name of the file depends on the address, so a client that is to find it needs the same one. */
    private static Banyan client(Path directory) throws Exception {
        return Banyan.builder()
                .url(Files.readString(address(directory)))
                .sdkKey("bny_sdk_of-no-environment")
                .application("bench")
                .cacheDirectory(directory)
                .build();
    }

    private static Path address(Path directory) {
        return directory.resolve("control-plane.url");
    }

    private static String ruleset(Workload workload) {
        return """
                {"schema":1,"project":"bench","environment":"bench","epoch":"bench","revision":1,"segments":[],"routes":[%s]}""".formatted(workload.flagsAs(BanyanPeer::route));
    }

    private static String route(String key, List<String> countries) {
        return """
                {"key":"%s","kind":2,"salt":"k3v9Zq81mXw20pL","enabled":true,"cohorts":[%s,
                {"name":"default","conditions":[],"rollout":{"from":"off","to":"complete","share":0}}]}""".formatted(key, countries.stream().map(BanyanPeer::cohort).collect(Collectors.joining(",")))
                .replace("\n", "");
    }

    private static String cohort(String country) {
        return """
                {"name":"%2$s","conditions":[{"attribute":"%1$s","operator":"equals","values":["%2$s"]}],\
                "rollout":{"from":"off","to":"complete","share":%3$d}}""".formatted(Workload.ATTRIBUTE, country, Workload.PERCENT * 10_000);
    }
}
