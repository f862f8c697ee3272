package dev.banyan.server.guard.prometheus;

/** What came of a query. All but a value say in words why there is none. */
public sealed interface Answer {

    /** One finite number. */
    record Value(double value) implements Answer {}

    /** The query is in order, but there is nothing to go by at this moment. */
    record Nothing(String words) implements Answer {}

    /** The query can never be used as it is. */
    record Refused(String words, String remedy) implements Answer {}

    /** Nobody knows what the query would give. */
    record Away(String words) implements Answer {}
}
