package dev.banyan.server.web.frame;

import dev.banyan.server.access.people.Viewer;
import dev.banyan.server.environment.Environments;
import dev.banyan.server.web.kit.EnvironmentAddress;
import dev.banyan.server.web.kit.Permit;
import dev.banyan.server.web.live.LivePiece;
import dev.banyan.server.web.live.LiveSubject;
import dev.banyan.server.web.live.LiveView;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the streams of open pages show: the page's own pieces, and with them the bell. */
@ApplicationScoped
public class LiveStreams {
    private final Environments environments;
    private final Bells bells;

    LiveStreams(Environments environments, Bells bells) {
        this.environments = environments;
        this.bells = bells;
    }

    /** @param name of what is shown, together with all that it depends on beside the permit */
    public LiveView of(
            EnvironmentAddress address,
            Viewer viewer,
            Permit permit,
            String name,
            Function<Permit, Map<String, String>> read) {
        return view(address, viewer, permit, subject(address, permit, name, read));
    }

    /** For a page of many routes or plans: it takes many looks at the database, and the driver has its turn only so often. */
    public LiveView ofMany(
            EnvironmentAddress address,
            Viewer viewer,
            Permit permit,
            String name,
            Function<Permit, Map<String, String>> read) {
        return view(
                address, viewer, permit, subject(address, permit, name, read).seldom());
    }

    /** For a page of which nothing else changes while it is open. */
    public LiveView bellOnly(Viewer viewer) {
        return new LiveView(viewer, "", viewer.project(), List.of(bell(viewer)));
    }

    static LiveSubject subject(
            EnvironmentAddress address, Permit permit, String name, Function<Permit, Map<String, String>> read) {
        Permit shared = new Permit(LivePiece.CSRF, permit.change(), permit.rollBack());
        return LiveSubject.of(name + " of " + address.page(), shared, () -> read.apply(shared));
    }

    private LiveView view(EnvironmentAddress address, Viewer viewer, Permit permit, LiveSubject subject) {
        long environment =
                environments.scope(address.project(), address.environment()).id();
        return new LiveView(viewer, permit.csrf(), environment, List.of(subject, bell(viewer)));
    }

    private LiveSubject bell(Viewer viewer) {
        Supplier<String> bell = bells.of(viewer.project(), viewer.username());
        String name = "the bell of " + viewer.username() + " in " + viewer.project();
        return LiveSubject.of(name, "", () -> Map.of("bell", bell.get())).seldom();
    }
}
