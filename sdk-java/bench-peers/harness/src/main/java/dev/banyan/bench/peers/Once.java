package dev.banyan.bench.peers;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;

/**
 * What can be measured once in a process only. {@code write CLASS DIRECTORY FLAGS} leaves files there; {@code start CLASS DIRECTORY}
 * starts from them and prints the nanoseconds from the first touch of the SDK's classes to its first decision, and the bytes of
 * heap that live on with it.
 */
public final class Once {
    private Once() {}

    /** Runs in a process of its own. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[2]);
        if (arguments[0].equals("write")) {
            write(arguments[1], directory, Integer.parseInt(arguments[3]));
        } else {
            start(arguments[1], directory);
        }
        // The threads of an SDK need not hold us up.
        System.exit(0);
    }

    private static void write(String peerClass, Path directory, int flags) throws Exception {
        try (Peer<Object> peer = Peers.make(peerClass)) {
            peer.write(new Workload(flags, 1), directory);
        }
    }

    private static void start(String peerClass, Path directory) throws Exception {
        // What the harness itself needs is no SDK's business: it is loaded before the clock runs.
        List<Person> somebody = Person.draw(1, Workload.FLAG.isEmpty() ? "" : Workload.COUNTRY);
        long before = liveHeap();
        long started = System.nanoTime();
        Peer<Object> peer = Peers.make(peerClass);
        peer.start(directory);
        peer.isOn(peer.caller(somebody.get(0)));
        long took = System.nanoTime() - started;
        PeerCheck.check(peer);
        System.out.println("nanos " + took);
        System.out.println("bytes " + (liveHeap() - before));
        peer.close();
    }

    private static long liveHeap() {
        // Several times, because soft and weak references and cleaners need more than one.
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
