package dev.banyan.bench.peers.unleash;

import dev.banyan.bench.peers.Peer;
import dev.banyan.bench.peers.Person;
import dev.banyan.bench.peers.Workload;
import io.getunleash.DefaultUnleash;
import io.getunleash.Unleash;
import io.getunleash.UnleashContext;
import io.getunleash.repository.ToggleBootstrapFileProvider;
import io.getunleash.util.UnleashConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Unleash from its bootstrap file, neither fetching nor reporting. A rule is a flexible rollout with a constraint. */
public final class UnleashPeer implements Peer<UnleashContext> {
    private Unleash unleash;

    @Override
    public void write(Workload workload, Path directory) throws IOException {
        Files.writeString(
                file(directory), "{\"version\":2,\"features\":[" + workload.flagsAs(UnleashPeer::feature) + "]}");
    }

    @Override
    public void start(Path directory) {
        unleash = new DefaultUnleash(UnleashConfig.builder()
                .appName("bench")
                .instanceId("bench")
                .unleashAPI("http://127.0.0.1:1/api/")
                .apiKey("no-key")
                .backupFile(directory.resolve("backup-of-nothing.json").toString())
                .toggleBootstrapProvider(
                        new ToggleBootstrapFileProvider(file(directory).toString()))
                .disablePolling()
                .disableMetrics()
                .build());
    }

    @Override
    public UnleashContext caller(Person person) {
        return UnleashContext.builder()
                .userId(person.key())
                .addProperty(Workload.ATTRIBUTE, person.country())
                .build();
    }

    @Override
    public boolean isOn(UnleashContext caller) {
        return unleash.isEnabled(Workload.FLAG, caller, false);
    }

    @Override
    public void close() {
        if (unleash != null) {
            unleash.shutdown();
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("bootstrap.json");
    }

    private static String feature(String key, List<String> countries) {
        return "{\"name\":\"%s\",\"type\":\"release\",\"enabled\":true,\"strategies\":[%s]}"
                .formatted(
                        key,
                        countries.stream()
                                .map(country -> strategy(key, country))
                                .collect(Collectors.joining(",")));
    }

    private static String strategy(String key, String country) {
        return """
                {"name":"flexibleRollout","parameters":{"rollout":"%4$d","stickiness":"userId","groupId":"%1$s"},\
                "constraints":[{"contextName":"%2$s","operator":"IN","values":["%3$s"]}]}""".formatted(key, Workload.ATTRIBUTE, country, Workload.PERCENT);
    }
}
