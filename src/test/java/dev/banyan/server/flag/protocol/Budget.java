package dev.banyan.server.flag.protocol;

/** What may happen only so often in a run of the model; otherwise it would never end. */
enum Budget {
    MOVES,
    WRITES,
    CRASHES,
    FAILURES,
    SILENCES
}
