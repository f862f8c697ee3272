package dev.banyan.server.delivery.stream;

/** Whoever has a response that stays open. */
public interface OpenStream {
    OpenResponse response();
}
