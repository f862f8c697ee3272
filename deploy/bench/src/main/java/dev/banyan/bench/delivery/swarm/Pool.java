package dev.banyan.bench.delivery.swarm;

import dev.banyan.bench.delivery.http.Answers;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A bounded number of kept-alive connections to each replica, over which all clients send their short requests in turn, as behind a
 * proxy. One request at a time on each connection.
 */
final class Pool {
    /** @param request made when its turn comes, so that it says what is newest then */
    record Request(Target target, Supplier<byte[]> request, Reply reply) {}

    /** Gets the status, or 0 when the connection broke. */
    interface Reply {
        void answered(int status);
    }

    private static final long PAUSE_AFTER_REFUSAL = 250_000_000L;

    private final Wire wire;
    private final Timers timers;
    private final int connectionsPerTarget;
    private final Map<Target, Lane> lanes = new HashMap<>();

    Pool(Wire wire, Timers timers, int connectionsPerTarget) {
        this.wire = wire;
        this.timers = timers;
        this.connectionsPerTarget = connectionsPerTarget;
    }

    void send(Request request) {
        lanes.computeIfAbsent(request.target(), Lane::new).send(request);
    }

    private final class Lane {
        private final Target target;
        private final Deque<Request> waiting = new ArrayDeque<>();
        private final Deque<Connection> idle = new ArrayDeque<>();
        private int open;
        private boolean pausing;

        Lane(Target target) {
            this.target = target;
        }

        void send(Request request) {
            waiting.add(request);
            next();
        }

        void next() {
            while (!waiting.isEmpty() && !idle.isEmpty()) {
                idle.pop().begin(waiting.poll());
            }
            if (!waiting.isEmpty() && open < connectionsPerTarget && !pausing) {
                open++;
                new Connection(this).connect();
            }
        }

        void lost() {
            open--;
            pausing = true;
            timers.after(PAUSE_AFTER_REFUSAL, () -> {
                pausing = false;
                next();
            });
        }
    }

    private final class Connection implements Readable {
        private final Lane lane;
        private final Answers answers = new Answers();
        private SelectionKey key;
        private Request current;

        Connection(Lane lane) {
            this.lane = lane;
        }

        void connect() {
            try {
                key = wire.connect(lane.target.port(), this);
            } catch (IOException refused) {
                end();
            }
        }

        void begin(Request request) {
            current = request;
            try {
                Wire.write(key, request.request().get());
            } catch (IOException broken) {
                end();
            }
        }

        @Override
        public void ready() {
            try {
                if (key.isConnectable()) {
                    Wire.finishConnect(key);
                    idle();
                } else {
                    read();
                }
            } catch (IOException broken) {
                end();
            }
        }

        private void read() throws IOException {
            int n = wire.read(key);
            if (n < 0 || current == null) {
                throw new IOException("closed by the server");
            }
            if (answers.feed(wire.bytes, n)) {
                Request done = current;
                int status = answers.status();
                answers.reset();
                current = null;
                done.reply().answered(status);
                idle();
            }
        }

        private void idle() {
            lane.idle.push(this);
            lane.next();
        }

        private void end() {
            Wire.close(key);
            lane.idle.remove(this);
            lane.lost();
            if (current != null) {
                current.reply().answered(0);
            }
        }
    }
}
