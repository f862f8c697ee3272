package dev.banyan.server.flag.protocol;

/** One step of the model: what happened, and what the world is like then. */
record Step(String what, World world) {}
