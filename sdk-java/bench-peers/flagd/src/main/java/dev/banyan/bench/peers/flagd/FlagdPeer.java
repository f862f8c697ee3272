package dev.banyan.bench.peers.flagd;

import dev.banyan.bench.peers.Peer;
import dev.banyan.bench.peers.Person;
import dev.banyan.bench.peers.Workload;
import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** flagd's in-process resolver from a file, through the OpenFeature client, which is the only way to it. */
public final class FlagdPeer implements Peer<EvaluationContext> {
    /** The preset second is not enough for it to read many flags. */
    private static final int MOST_MILLIS = 60_000;

    private Client client;

    @Override
    public void write(Workload workload, Path directory) throws IOException {
        Files.writeString(file(directory), "{\"flags\":{" + workload.flagsAs(FlagdPeer::flag) + "}}");
    }

    @Override
    public void start(Path directory) {
        FlagdOptions options = FlagdOptions.builder()
                .resolverType(Config.Resolver.FILE)
                .offlineFlagSourcePath(file(directory).toString())
                .deadline(MOST_MILLIS)
                .build();
        OpenFeatureAPI.getInstance().setProviderAndWait(new FlagdProvider(options));
        client = OpenFeatureAPI.getInstance().getClient();
    }

    @Override
    public EvaluationContext caller(Person person) {
        return new ImmutableContext(person.key(), Map.of(Workload.ATTRIBUTE, new Value(person.country())));
    }

    @Override
    public boolean isOn(EvaluationContext caller) {
        return client.getBooleanValue(Workload.FLAG, false, caller);
    }

    @Override
    public void close() {
        if (client != null) {
            OpenFeatureAPI.getInstance().shutdown();
        }
    }

    private static Path file(Path directory) {
        return directory.resolve("flags.json");
    }

    private static String flag(String key, List<String> countries) {
        return """
                "%s":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","targeting":{"if":[%s,"off"]}}""".formatted(key, countries.stream().map(FlagdPeer::rule).collect(Collectors.joining(",")));
    }

    private static String rule(String country) {
        return """
                {"==":[{"var":"%s"},"%s"]},{"fractional":[["on",%d],["off",%d]]}""".formatted(Workload.ATTRIBUTE, country, Workload.PERCENT, 100 - Workload.PERCENT);
    }
}
