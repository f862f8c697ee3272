package dev.banyan.server.delivery;

/** Whoever has a response that stays open. */
public interface OpenStream {
    OpenResponse response();
}
