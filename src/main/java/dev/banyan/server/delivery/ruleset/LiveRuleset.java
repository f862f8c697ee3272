package dev.banyan.server.delivery.ruleset;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.server.delivery.kit.Lazy;
import dev.banyan.server.delivery.kit.Payload;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetDocument;
import dev.banyan.server.environment.RulesetPart;
import dev.banyan.wire.RulesetReader;
import dev.banyan.wire.RulesetText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * One revision of an environment with the emergencies in force, ready to be sent. Whatever is made of it is made once and shared by all
 * connections; and only when somebody needs it, so that a small change is on its way before anything large is encoded. Thread-safe.
 */
public final class LiveRuleset {
    /** Clients that were away come back from a few revisions; whoever names another one gets the whole ruleset. */
    private static final int MOST_DELTAS = 64;

    private final RulesetDocument document;
    private final List<Emergency> emergencies;
    private final long serial;
    private final String head;
    private final Payload snapshot;
    private final String checksum;
    private final Lazy<Ruleset> rules;
    /** Until the rules are compiled. */
    private volatile Ruleset before;

    private final Map<Long, Optional<Payload>> deltas = new ConcurrentHashMap<>();

    LiveRuleset(RulesetDocument document, List<Emergency> emergencies, long serial) {
        this(document, emergencies, serial, null);
    }

    /**
     * @param emergencies in their order
     * @param serial higher than those of all that this replica had before
     * @param before what routes keep whose rules this release does not understand, or null
     */
    LiveRuleset(RulesetDocument document, List<Emergency> emergencies, long serial, Ruleset before) {
        this.document = document;
        this.emergencies = emergencies;
        this.serial = serial;
        this.head = document.head().text(text(emergencies));
        byte[] text = document.compose(head);
        this.snapshot = new Payload(Payload.Form.SNAPSHOT, revision(), text);
        this.checksum = RulesetText.checksum(text);
        this.before = before;
        this.rules = new Lazy<>(() -> compiled(text));
    }

    public EnvironmentScope scope() {
        return document.head().scope();
    }

    public String epoch() {
        return document.head().epoch();
    }

    public long revision() {
        return document.head().revision();
    }

    /** Rollbacks in force that are not committed, in the order in which they were taken. */
    public List<Emergency> emergencies() {
        return emergencies;
    }

    public RulesetTag tag() {
        String mark = emergencies.isEmpty() ? "" : checksum.substring(0, RulesetTag.MARK);
        return new RulesetTag(epoch(), revision(), mark);
    }

    /** Read and compiled by the SDK's own code, and so likewise where a later release has written what this one does not understand. */
    public Ruleset rules() {
        return rules.get();
    }

    /** The newest rules that were compiled, here or before; null when nobody has asked for any. */
    Ruleset known() {
        Ruleset earlier = before;
        return rules.isMade() ? rules.get() : earlier;
    }

    private Ruleset compiled(byte[] text) {
        Ruleset compiled = RulesetReader.readByParts(text).keeping(before).orLegacy();
        before = null;
        return compiled;
    }

    RulesetDocument document() {
        return document;
    }

    public Payload snapshot() {
        return snapshot;
    }

    /** What leads here from an older revision, or from this one without its emergencies; empty when the whole is the better answer. */
    public Optional<Payload> deltaFrom(String epoch, long revision) {
        if (!epoch.equals(epoch())) {
            return Optional.empty();
        }
        if (deltas.size() >= MOST_DELTAS) {
            return deltas.getOrDefault(revision, Optional.empty());
        }
        return deltas.computeIfAbsent(revision, this::encode);
    }

    /** Whether this is what comes after the other one in this replica's memory. */
    public boolean isAfter(LiveRuleset other) {
        return serial > other.serial;
    }

    private Optional<Payload> encode(long from) {
        return document.since(from)
                .filter(this::isWorthIt)
                .map(parts -> Delta.text(from, checksum, head, parts))
                .map(text -> new Payload(Payload.Form.DELTA, revision(), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Half of the whole saves too little to make its receiver put it together. */
    private boolean isWorthIt(List<RulesetPart> parts) {
        long characters = head.length();
        for (RulesetPart part : parts) {
            characters += part.isRemoved() ? part.key().length() : part.body().length();
        }
        return characters * 2 < snapshot.text().length;
    }

    private static String text(List<Emergency> emergencies) {
        return emergencies.isEmpty()
                ? null
                : emergencies.stream().map(Emergency::text).collect(Collectors.joining(",", "[", "]"));
    }
}
