package dev.banyan.server.web.arrival;

import dev.banyan.server.web.arrival.InstancesView.Connection;
import dev.banyan.server.web.arrival.InstancesView.InstanceRow;
import dev.banyan.server.web.preview.Samples;
import java.time.Duration;
import java.util.List;

/** Who is there. */
public final class SampleInstances {
    private SampleInstances() {}

    public static InstancesView instances() {
        return new InstancesView(
                SampleArrivals.complete(),
                List.of(
                        instance("legacy-shop-6f1c", "legacy-shop", 42, 0, Connection.STREAMING, null),
                        instance("orders-9a40", "orders", 42, 0, Connection.STREAMING, null)),
                0);
    }

    public static InstancesView straggling() {
        return new InstancesView(
                SampleArrivals.straggling(),
                List.of(
                        instance("legacy-shop-6f1c", "legacy-shop", 43, 0, Connection.STREAMING, null),
                        instance("orders-9a40", "orders", 42, 1, Connection.POLLING, null),
                        instance(
                                "orders-old-11",
                                "orders",
                                41,
                                2,
                                Connection.STREAMING,
                                "routes[3].cohorts[0]: unknown operator 'semverAtLeast'"),
                        instance("orders-gone-77", "orders", 40, 3, Connection.GONE, null)),
                0);
    }

    private static InstanceRow instance(
            String id, String application, long revision, long behind, Connection connection, String refusal) {
        return InstancesViewInstanceRowBuilder.builder()
                .id(id)
                .application(application)
                .version("1.4.0")
                .host("node-1")
                .sdk("java/0.1.0")
                .revision(revision)
                .behind(behind)
                .connection(connection)
                .refusal(refusal)
                .lastSeen(Samples.ago(Duration.ofMinutes(9)))
                .local(null)
                .build();
    }
}
