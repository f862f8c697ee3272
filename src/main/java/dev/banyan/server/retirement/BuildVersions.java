package dev.banyan.server.retirement;

import java.util.Comparator;

/** Orders versions as people number them: {@code 1.9 < 1.10}, {@code 2.0-rc1 < 2.0}. What is no number is compared as text. */
final class BuildVersions implements Comparator<String> {
    static final BuildVersions ORDER = new BuildVersions();

    private BuildVersions() {}

    @Override
    public int compare(String one, String other) {
        String[] first = release(one).split("[.]");
        String[] second = release(other).split("[.]");
        for (int i = 0; i < Math.max(first.length, second.length); i++) {
            int order = compareParts(i < first.length ? first[i] : "0", i < second.length ? second[i] : "0");
            if (order != 0) {
                return order;
            }
        }
        return suffix(one).compareTo(suffix(other));
    }

    private static String release(String version) {
        return version.split("[-+]", 2)[0];
    }

    /** Without one it is the release itself, which comes after all of its candidates. */
    private static String suffix(String version) {
        String[] parts = version.split("[-+]", 2);
        return parts.length == 1 ? "~" : parts[1];
    }

    private static int compareParts(String one, String other) {
        boolean numbers = one.matches("\\d{1,18}") && other.matches("\\d{1,18}");
        return numbers ? Long.compare(Long.parseLong(one), Long.parseLong(other)) : one.compareTo(other);
    }
}
