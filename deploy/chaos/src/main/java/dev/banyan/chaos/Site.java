package dev.banyan.chaos;

import dev.banyan.harness.Waiting;
import dev.banyan.sdk.FaultProxy;
import dev.banyan.sdk.FaultProxy.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where one fault happens: its environment, its services and the way between them and the servers. */
final class Site implements AutoCloseable {

    private final Rig rig;
    private final Plane plane;
    private final FaultProxy line;
    private final Liar liar;
    private final List<String> addresses;
    private final List<Service> services = new ArrayList<>();
    private final List<AutoCloseable> leftovers = new ArrayList<>();
    private long recordedBefore;
    private CompletableFuture<Boolean> change;
    private String remark = "";

    Site(Rig rig, Plane plane, Fault.Way way) throws IOException {
        this.rig = rig;
        this.plane = plane;
        line = new FaultProxy(rig.one().port(), rig.other().port());
        liar = new Liar(rig.one().url());
        addresses = switch (way) {
            case LINE -> List.of(line.url());
            case LIAR -> List.of(liar.url());
            case REPLICAS ->
                List.of(rig.one().url().toString(), rig.other().url().toString(), line.url());
        };
        if (way == Fault.Way.REPLICAS) {
            line.become(Line.BALANCED);
        }
    }

    Rig rig() {
        return rig;
    }

    Plane plane() {
        return plane;
    }

    FaultProxy line() {
        return line;
    }

    Liar liar() {
        return liar;
    }

    List<Service> services() {
        return services;
    }

    Path cache() {
        return rig.directory().resolve("cache").resolve(plane.key());
    }

    void startServices() {
        for (Sdk sdk : rig.sdks()) {
            for (String address : addresses) {
                String instance = plane.key() + "-service-" + (services.size() + 1);
                services.add(sdk.start(instance, address, plane.sdkKey(), cache().resolve(instance)));
            }
        }
    }

    /** Services that were here before, and have left their files. */
    void runOnce() throws InterruptedException {
        startServices();
        long newest = plane.truth().revision();
        Waiting.until(
                "services have run once", () -> services.stream().allMatch(service -> service.revision() == newest));
        for (Service service : services) {
            service.endCalls();
            recordedBefore += service.recorded();
            service.close();
        }
        services.clear();
    }

    /** By services that were here before. */
    long recordedBefore() {
        return recordedBefore;
    }

    /** More routes for this environment. */
    void grow(int routes) {
        for (int i = 0; i < routes; i++) {
            plane.addRoute("route-" + i);
        }
    }

    boolean allSeeTheNewest() {
        long newest = plane.truth().revision();
        String epoch = plane.truth().epoch();
        return services.stream().allMatch(service -> service.sees(newest) && epoch.equals(service.epoch()));
    }

    /** Whether any client has noticed. */
    boolean troubled() {
        return services.stream().anyMatch(service -> service.troubles() > 0);
    }

    /** Asks for a change that may have to wait; nobody else changes anything until {@link #awaitChange}. */
    void askForChange() {
        change = CompletableFuture.supplyAsync(plane::commit);
    }

    boolean changedAlready() {
        return change != null && change.isDone() && change.join();
    }

    void awaitChange() {
        if (change == null) {
            return;
        }
        remark(
                change.join()
                        ? "the change asked for meanwhile was made afterwards"
                        : "the change asked for meanwhile was refused");
    }

    /** To be closed when the fault is over, whatever comes of it. */
    <T extends AutoCloseable> T keep(T leftover) {
        leftovers.add(leftover);
        return leftover;
    }

    void letGo() throws Exception {
        for (AutoCloseable leftover : leftovers) {
            leftover.close();
        }
        leftovers.clear();
    }

    /** Something that was found out on the way and belongs into the table. */
    void remark(String text) {
        remark = remark.isEmpty() ? text : remark + "; " + text;
    }

    String remark() {
        return remark;
    }

    @Override
    public void close() throws Exception {
        services.forEach(Service::close);
        letGo();
        liar.close();
        line.close();
    }
}
