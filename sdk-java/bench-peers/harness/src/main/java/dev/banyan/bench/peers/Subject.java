package dev.banyan.bench.peers;

import java.util.Arrays;
import java.util.List;

/** Who is measured. The first one is ours. */
enum Subject {
    BANYAN("banyan", "Banyan", "banyan.BanyanPeer", true),
    LAUNCHDARKLY_MIGRATION(
            "launchdarkly-migration", "LaunchDarkly, migration flag", "launchdarkly.LaunchDarklyMigration", true),
    LAUNCHDARKLY("launchdarkly", "LaunchDarkly, boolean flag", "launchdarkly.LaunchDarklyBoolean", true),
    UNLEASH("unleash", "Unleash", "unleash.UnleashPeer", true),
    FLAGD("flagd", "flagd, in-process", "flagd.FlagdPeer", true),
    TOGGLZ("togglz", "Togglz", "togglz.TogglzPeer", false),
    FF4J("ff4j", "FF4J (not sticky)", "ff4j.Ff4jPeer", false);

    /** Its part of the names of figures. */
    final String key;

    final String title;
    /** Whether a flag may have several rules. */
    final boolean manyRules;

    private final String className;

    Subject(String key, String title, String className, boolean manyRules) {
        this.key = key;
        this.title = title;
        this.className = className;
        this.manyRules = manyRules;
    }

    /** The class of its {@link Peer}. */
    String peerClass() {
        return "dev.banyan.bench.peers." + className;
    }

    /** The module that has it; two kinds of flag of one SDK share it. */
    String module() {
        return className.substring(0, className.indexOf('.'));
    }

    /** One for each SDK. */
    static List<Subject> sdks() {
        return Arrays.stream(values())
                .filter(subject -> subject.key.equals(subject.module()))
                .toList();
    }
}
