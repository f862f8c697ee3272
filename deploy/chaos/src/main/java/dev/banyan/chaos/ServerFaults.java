package dev.banyan.chaos;

import dev.banyan.chaos.Fault.Way;
import dev.banyan.harness.ServerProcess;
import dev.banyan.sdk.FaultProxy.Line;
import java.time.Duration;
import java.util.List;

/** What happens to whole replicas. */
final class ServerFaults {

    private static final Duration LASTS = Duration.ofSeconds(10);
    private static final Duration NONE = Duration.ZERO;
    private static final int CROWD = 2_000;

    private ServerFaults() {}

    static List<Fault> all() {
        return List.of(
                killedOne(),
                killedBoth(),
                bothAwayAtStart(),
                stopped(),
                rollingRestart(),
                twoServersBehindOneAddress(),
                reconnections());
    }

    static Fault killedOne() {
        return new Fault(
                "a replica killed (-9), started again",
                Way.REPLICAS,
                false,
                true,
                LASTS,
                site -> site.rig().one().kill(),
                site -> again(site.rig().one()),
                Site::troubled);
    }

    static Fault killedBoth() {
        return new Fault(
                "all replicas killed (-9), started again",
                Way.REPLICAS,
                false,
                false,
                LASTS,
                ServerFaults::killBoth,
                ServerFaults::startBoth,
                Site::troubled);
    }

    private static Fault bothAwayAtStart() {
        Fault later = killedBoth();
        return new Fault(
                "all replicas away",
                Way.REPLICAS,
                true,
                false,
                later.lasts(),
                later.strike(),
                later.heal(),
                later.sign());
    }

    private static Fault stopped() {
        return new Fault(
                "a replica stopped (SIGSTOP), continued",
                Way.REPLICAS,
                false,
                false,
                Duration.ofSeconds(60),
                site -> site.rig().one().child().freeze(),
                site -> site.rig().one().child().thaw(),
                Site::troubled);
    }

    /** One after the other, each asked to end; changes go on. */
    private static Fault rollingRestart() {
        return new Fault(
                "rolling restart of two replicas",
                Way.REPLICAS,
                false,
                true,
                NONE,
                site -> {
                    for (Rig.Replica replica : site.rig().replicas()) {
                        replica.server().stop();
                        site.plane().commit();
                        again(replica.server());
                    }
                },
                site -> {},
                Site::troubled);
    }

    /** One of them is cut off from the database, and so from changes; a service meets now this one, now the other. */
    static Fault twoServersBehindOneAddress() {
        return new Fault(
                "two servers, different revisions, one address",
                Way.REPLICAS,
                false,
                true,
                LASTS,
                site -> {
                    site.rig().databaseLine().become(Line.REFUSED);
                    site.line().become(Line.SPLIT);
                },
                site -> {
                    site.rig().databaseLine().become(Line.SOUND);
                    site.line().become(Line.BALANCED);
                },
                site -> site.line().injuries() > 0);
    }

    private static Fault reconnections() {
        return new Fault(
                CROWD + " streams reconnect at once",
                Way.REPLICAS,
                false,
                false,
                NONE,
                site -> {
                    Crowd crowd = site.keep(
                            Crowd.of(CROWD, site.rig().one(), site.rig().plane()));
                    site.rig().one().kill();
                    again(site.rig().one());
                    site.remark(crowd.awaitBack());
                },
                site -> {},
                Site::troubled);
    }

    private static void killBoth(Site site) {
        site.rig().replicas().forEach(replica -> replica.server().kill());
    }

    private static void startBoth(Site site) {
        site.rig().replicas().forEach(replica -> replica.server().startAgain());
        site.rig().replicas().forEach(replica -> replica.server().awaitReady());
    }

    private static void again(ServerProcess server) {
        server.startAgain();
        server.awaitReady();
    }
}
