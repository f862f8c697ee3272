package dev.banyan.bench.guard.live;

/**
 * A new side that began to fail, and was taken back by itself.
 *
 * @param share of its requests that failed, 0 to 1
 * @param millis from its first bad answer until the last instance asked it no more
 * @param badAnswers that customers got meanwhile
 */
public record Incident(double share, double millis, long badAnswers) {}
