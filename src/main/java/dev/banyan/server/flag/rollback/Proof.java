package dev.banyan.server.flag.rollback;

/** What is known of a change's arrival; what that is, another slice knows. */
public interface Proof {}
