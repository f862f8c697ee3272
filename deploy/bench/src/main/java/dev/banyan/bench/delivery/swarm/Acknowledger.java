package dev.banyan.bench.delivery.swarm;

/**
 * Says what a client has applied: at once when a rollback is among it, else some time within what the server asked for. One report at a
 * time, of what is newest when its turn comes, until the server has taken it.
 */
final class Acknowledger {
    private static final long AGAIN_NANOS = 1_000_000_000L;

    private final StreamClient client;
    private final Swarm swarm;
    private long withinNanos;
    private boolean underWay;
    /** Which waiting report is the valid one: an urgent one does not wait for the time of an ordinary one. */
    private int turn;

    Acknowledger(StreamClient client, Swarm swarm) {
        this.client = client;
        this.swarm = swarm;
    }

    void within(long millis) {
        withinNanos = millis * 1_000_000;
    }

    void owe(boolean urgent) {
        turn++;
        if (urgent || withinNanos == 0) {
            send();
        } else {
            later(swarm.random().nextLong(withinNanos));
        }
    }

    private void later(long nanos) {
        int mine = turn;
        swarm.timers().after(nanos, () -> {
            if (mine == turn) {
                send();
            }
        });
    }

    private void send() {
        if (underWay) {
            later(AGAIN_NANOS / 100);
            return;
        }
        underWay = true;
        long[] told = new long[1];
        swarm.acknowledge(new Pool.Request(
                client.target(),
                () -> {
                    told[0] = client.revision();
                    return client.appliedReport();
                },
                status -> answered(status, told[0])));
    }

    private void answered(int status, long told) {
        underWay = false;
        if (status == 204) {
            swarm.acknowledged(client.index(), told);
        } else {
            swarm.notAcknowledged();
            later(AGAIN_NANOS);
        }
    }
}
