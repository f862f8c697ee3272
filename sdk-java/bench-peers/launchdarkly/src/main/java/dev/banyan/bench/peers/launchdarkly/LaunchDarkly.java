package dev.banyan.bench.peers.launchdarkly;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import dev.banyan.bench.peers.Peer;
import dev.banyan.bench.peers.Person;
import dev.banyan.bench.peers.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * LaunchDarkly's server SDK with its file data source. Its other one for tests cannot express a percentage. Events are off, in its
 * favour: in service each evaluation also feeds the summary that it reports.
 */
abstract class LaunchDarkly implements Peer<LDContext> {
    private LDClient client;

    /** The values of off and on, as JSON, with a comma. */
    abstract String variations();

    abstract boolean isOn(LDClient client, LDContext caller);

    @Override
    public void write(Workload workload, Path directory) throws IOException {
        Files.writeString(file(directory), "{\"flags\":{" + workload.flagsAs(this::flag) + "}}");
    }

    @Override
    public void start(Path directory) {
        client = new LDClient(
                "no-key",
                new LDConfig.Builder()
                        .dataSource(FileData.dataSource().filePaths(file(directory)))
                        .events(Components.noEvents())
                        .logging(Components.noLogging())
                        .build());
    }

    @Override
    public LDContext caller(Person person) {
        return LDContext.builder(person.key())
                .set(Workload.ATTRIBUTE, person.country())
                .build();
    }

    @Override
    public boolean isOn(LDContext caller) {
        return isOn(client, caller);
    }

    @Override
    public void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("flags.json");
    }

    private String flag(String key, List<String> countries) {
        return """
                "%1$s":{"key":"%1$s","version":1,"on":true,"salt":"k3v9Zq81mXw20pL","variations":[%2$s],"offVariation":0,\
                "fallthrough":{"variation":0},"migration":{"checkRatio":1},"rules":[%3$s]}""".formatted(
                key, variations(), countries.stream().map(LaunchDarkly::rule).collect(Collectors.joining(",")));
    }

    private static String rule(String country) {
        return """
                {"id":"%2$s","clauses":[{"contextKind":"user","attribute":"%1$s","op":"in","values":["%2$s"]}],\
                "rollout":{"contextKind":"user","variations":[{"variation":1,"weight":%3$d},{"variation":0,"weight":%4$d}]}}""".formatted(Workload.ATTRIBUTE, country, Workload.PERCENT * 1_000, (100 - Workload.PERCENT) * 1_000);
    }
}
