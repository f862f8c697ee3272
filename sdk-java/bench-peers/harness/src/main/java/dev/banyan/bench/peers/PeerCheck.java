package dev.banyan.bench.peers;

import java.util.BitSet;
import java.util.List;

/** Nothing is measured before it is known to decide rightly: the figures of an SDK that is set up wrongly would be a lie. */
final class PeerCheck {
    private static final int PEOPLE = 10_000;
    /** Five standard deviations of a fair draw. */
    private static final double MOST_POINTS_OFF = 2.2;

    private PeerCheck() {}

    /** Asks for 10,000 people at home and abroad. */
    static <C> void check(Peer<C> peer) {
        BitSet german = ask(peer, Workload.COUNTRY);
        double percent = 100.0 * german.cardinality() / PEOPLE;
        require(
                Math.abs(percent - Workload.PERCENT) <= MOST_POINTS_OFF,
                peer,
                "is on for " + percent + " % of the German callers, not for " + Workload.PERCENT + " %");
        BitSet french = ask(peer, "FR");
        require(french.isEmpty(), peer, "is on for " + french.cardinality() + " callers from elsewhere");
        boolean same = ask(peer, Workload.COUNTRY).equals(german);
        require(same == peer.sticky(), peer, same ? "is sticky after all" : "changes its mind about the same caller");
    }

    private static <C> BitSet ask(Peer<C> peer, String country) {
        List<C> callers =
                Person.draw(PEOPLE, country).stream().map(peer::caller).toList();
        BitSet on = new BitSet(PEOPLE);
        for (int i = 0; i < PEOPLE; i++) {
            on.set(i, peer.isOn(callers.get(i)));
        }
        return on;
    }

    private static void require(boolean right, Peer<?> peer, String otherwise) {
        if (!right) {
            throw new IllegalStateException(peer.getClass().getSimpleName() + " " + otherwise);
        }
    }
}
