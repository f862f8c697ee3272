package dev.banyan.vectors;

import dev.banyan.evaluation.Bucketing;
import dev.banyan.evaluation.XxHash32;
import dev.banyan.vectors.VectorRunner.Vector;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/** Hashes of bytes and buckets of keys. */
final class BucketVectors {

    private BucketVectors() {}

    static Stream<Vector> hashes() {
        return VectorRunner.objects(VectorRunner.file("hash.json").get("cases")).map(BucketVectors::hash);
    }

    static Stream<Vector> buckets() {
        return VectorRunner.objects(VectorRunner.file("buckets.json").get("cases"))
                .map(BucketVectors::bucket);
    }

    private static Vector hash(Map<String, Object> vector) {
        byte[] bytes = HexFormat.of().parseHex((String) vector.get("hex"));
        int seed = ((Long) vector.get("seed")).intValue();
        return new Vector("hash of " + bytes.length + " bytes, seed " + Integer.toUnsignedString(seed), () -> {
            int hash = XxHash32.hash(bytes, 0, bytes.length, seed);
            VectorRunner.same(vector.get("hash"), Integer.toUnsignedLong(hash));
        });
    }

    private static Vector bucket(Map<String, Object> vector) {
        return new Vector("bucket: " + vector.get("note"), () -> {
            int bucket = Bucketing.bucket((String) vector.get("salt"), (String) vector.get("key"));
            VectorRunner.same(vector.get("bucket"), (long) bucket);
        });
    }
}
