package dev.banyan.sdk;

/** How a client stands with the control plane. In every state but the last it goes on trying; none of them stops decisions. */
public enum ConnectionState {
    /** Not reached yet, or the stream was lost a moment ago and no poll has answered since. */
    CONNECTING,
    /** The stream is alive; changes arrive at once. */
    STREAMING,
    /** The stream is down, polling works; changes arrive within the poll interval. */
    POLLING,
    /** Neither stream nor polling works; decisions go on from what is known and carry the reason {@code STALE}. */
    OFFLINE,
    /** The client was closed; it still decides from what it knew last, with the reason {@code STALE}. */
    CLOSED
}
