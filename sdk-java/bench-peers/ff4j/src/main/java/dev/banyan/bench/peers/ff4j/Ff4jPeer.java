package dev.banyan.bench.peers.ff4j;

import dev.banyan.bench.peers.Peer;
import dev.banyan.bench.peers.Person;
import dev.banyan.bench.peers.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.ff4j.FF4j;
import org.ff4j.core.FlippingExecutionContext;

/**
 * FF4J from its XML file. A feature has one strategy. The one with a weight draws anew for every call, so it is not sticky; it gets a
 * condition here, as its users have to write it.
 */
public final class Ff4jPeer implements Peer<FlippingExecutionContext> {
    private FF4j ff4j;

    @Override
    public void write(Workload workload, Path directory) throws IOException {
        String features = workload.keys().stream().map(Ff4jPeer::feature).collect(Collectors.joining());
        Files.writeString(
                file(directory), "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<features>" + features + "</features>");
    }

    @Override
    public void start(Path directory) throws IOException {
        try (InputStream in = Files.newInputStream(file(directory))) {
            ff4j = new FF4j(in);
        }
    }

    @Override
    public FlippingExecutionContext caller(Person person) {
        return new FlippingExecutionContext(Map.of("key", person.key(), Workload.ATTRIBUTE, person.country()));
    }

    @Override
    public boolean isOn(FlippingExecutionContext caller) {
        return ff4j.check(Workload.FLAG, caller);
    }

    @Override
    public boolean sticky() {
        return false;
    }

    @Override
    public void close() {
        // It holds nothing.
    }

    private static Path file(Path directory) {
        return directory.resolve("ff4j.xml");
    }

    private static String feature(String key) {
        return """
                <feature uid="%s" enable="true"><flipstrategy class="%s"><param name="country" value="%s"/>\
                <param name="weight" value="%s"/></flipstrategy></feature>
                """.formatted(key, ByChanceInOneCountry.class.getName(), Workload.COUNTRY, Workload.PERCENT / 100.0);
    }
}
