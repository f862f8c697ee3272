package dev.banyan.bench.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One decision of the SDK that is on the class path, for 256 callers in turn, who lie in the nearest cache as a request's do. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PeerBenchmark {
    private static final int MASK = 255;

    /** The class of the {@link Peer}. */
    @Param("")
    public String peerClass;

    /** How many flags there are. */
    @Param("1000")
    public int flags;

    /** How many rules the measured one has. */
    @Param("1")
    public int rules;

    private final Object[] callers = new Object[MASK + 1];
    private Path directory;
    private Peer<Object> peer;

    /** Each thread's own place among the callers. */
    @State(Scope.Thread)
    public static class Place {
        private int next;

        int next() {
            return next++ & MASK;
        }
    }

    /** Starts a client that has proved to decide rightly. */
    @Setup
    public void prepare() throws Exception {
        directory = Files.createTempDirectory("banyan-bench");
        peer = Peers.make(peerClass);
        peer.write(new Workload(flags, rules), directory);
        peer.start(directory);
        PeerCheck.check(peer);
        List<Person> people = Person.draw(callers.length, Workload.COUNTRY);
        for (int i = 0; i < callers.length; i++) {
            callers[i] = peer.caller(people.get(i));
        }
    }

    /** Ends the client. */
    @TearDown
    public void end() throws Exception {
        peer.close();
        Peers.delete(directory);
    }

    /** A decision. */
    @Benchmark
    public boolean decide(Place place) {
        return peer.isOn(callers[place.next()]);
    }
}
