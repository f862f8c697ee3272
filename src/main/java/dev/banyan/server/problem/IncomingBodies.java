package dev.banyan.server.problem;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of bodies that have not ended. When it is too much, the oldest makes room: a body that comes in one piece never waits for those
 * that come in drops. Thread-safe.
 */
final class IncomingBodies {
    private final long most;
    private final Map<IncomingBody, Integer> bytes = new LinkedHashMap<>();
    private long all;

    IncomingBodies(long most) {
        this.most = most;
    }

    void grown(IncomingBody body, int by) {
        oldest(body, by).forEach(IncomingBody::makeRoom);
    }

    synchronized void over(IncomingBody body) {
        Integer kept = bytes.remove(body);
        all -= kept == null ? 0 : kept;
    }

    private synchronized List<IncomingBody> oldest(IncomingBody body, int by) {
        bytes.merge(body, by, Integer::sum);
        all += by;
        List<IncomingBody> gone = new ArrayList<>();
        Iterator<Map.Entry<IncomingBody, Integer>> each = bytes.entrySet().iterator();
        while (all > most) {
            Map.Entry<IncomingBody, Integer> oldest = each.next();
            all -= oldest.getValue();
            gone.add(oldest.getKey());
            each.remove();
        }
        return gone;
    }
}
