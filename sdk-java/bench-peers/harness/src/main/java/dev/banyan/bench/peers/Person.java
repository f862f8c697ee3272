package dev.banyan.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Somebody for whom a flag is decided.
 *
 * @param key 20 ASCII characters
 * @param country a text of its own, as one that was read from a request: equal to that of a rule, never the same object
 */
public record Person(String key, String country) {

    /** So many people of a country; the same ones in every process. */
    static List<Person> draw(int count, String country) {
        Random random = new Random(42);
        List<Person> people = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            people.add(new Person(key(random), new String(country)));
        }
        return people;
    }

    private static String key(Random random) {
        StringBuilder key = new StringBuilder("customer-");
        while (key.length() < 20) {
            key.append((char) ('0' + random.nextInt(10)));
        }
        return key.toString();
    }
}
