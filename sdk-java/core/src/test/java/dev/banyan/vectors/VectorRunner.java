package dev.banyan.vectors;

import dev.banyan.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The test vectors of the evaluation, ready to run against the evaluation code on the class path. Every test suite that
 * evaluates runs {@link #all()}, so that two of them cannot pass with different answers.
 */
public final class VectorRunner {

    private VectorRunner() {}

    /** One vector: what it is about, and the check, which throws an {@link AssertionError} when the answer is another. */
    public record Vector(String name, Runnable check) {}

    /** The vectors of all files. */
    public static List<Vector> all() {
        return Stream.of(
                        BucketVectors.hashes(),
                        BucketVectors.buckets(),
                        ConditionVectors.conditions(),
                        DecisionVectors.decisions(),
                        EmergencyVectors.sequences(),
                        PathVectors.paths(),
                        RefusedVectors.refused())
                .flatMap(vectors -> vectors)
                .toList();
    }

    /** A file of vectors, parsed. */
    static Map<String, Object> file(String name) {
        try (InputStream in = VectorRunner.class.getResourceAsStream("/banyan/vectors/" + name)) {
            return object(Json.read(in.readAllBytes()));
        } catch (IOException unreadable) {
            throw new IllegalStateException(name, unreadable);
        }
    }

    /** The objects of an array. */
    static Stream<Map<String, Object>> objects(Object array) {
        return list(array).stream().map(VectorRunner::object);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return (List<Object>) value;
    }

    static void same(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", was " + actual);
        }
    }
}
