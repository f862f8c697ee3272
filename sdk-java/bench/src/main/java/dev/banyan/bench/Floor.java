package dev.banyan.bench;

import java.util.HashMap;
import java.util.Map;

/**
 * The least that any in-process flag must do, written plainly: hash the key, look the flag up, compare. The hash is MurmurHash3
 * (x86, 32 bit, by Austin Appleby), which most flag SDKs use, straight over the characters: no salt, no check of the encoding.
 */
final class Floor {

    private final Map<String, Integer> thresholds = new HashMap<>();
    private final Map<String, String> wanted = new HashMap<>();

    Floor(String route, int thresholdOfMillion, String attribute, String value) {
        thresholds.put(route, thresholdOfMillion);
        wanted.put(attribute, value);
    }

    boolean decide(String route, String key) {
        return bucket(murmur3(key)) < thresholds.get(route);
    }

    boolean decide(String route, String key, String attribute, Map<String, Object> attributes) {
        return wanted.get(attribute).equals(attributes.get(attribute)) && decide(route, key);
    }

    private static int bucket(int hash) {
        return (int) ((hash & 0xFFFF_FFFFL) * 1_000_000 >>> 32);
    }

    static int murmur3(String key) {
        int hash = 0;
        int length = key.length();
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            int word = key.charAt(i) | key.charAt(i + 1) << 8 | key.charAt(i + 2) << 16 | key.charAt(i + 3) << 24;
            hash = Integer.rotateLeft(hash ^ scramble(word), 13) * 5 + 0xE6546B64;
        }
        int rest = 0;
        for (int shift = 0; i < length; i++, shift += 8) {
            rest |= key.charAt(i) << shift;
        }
        return finish(hash ^ scramble(rest) ^ length);
    }

    private static int scramble(int word) {
        return Integer.rotateLeft(word * 0xCC9E2D51, 15) * 0x1B873593;
    }

    private static int finish(int hash) {
        int h = (hash ^ hash >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }
}
