package dev.banyan.server.delivery;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.server.environment.EnvironmentScope;
import dev.banyan.server.environment.RulesetDocument;
import dev.banyan.wire.RulesetReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/**
 * One revision of an environment, ready to be sent: encoded, compressed and compiled once, shared by all connections. The bytes must
 * not be modified.
 */
public final class LiveRuleset {
    private final RulesetDocument document;
    private final Ruleset rules;
    private final byte[] gzipped;
    private final byte[] event;

    LiveRuleset(RulesetDocument document) {
        this.document = document;
        this.rules = RulesetReader.read(document.bytes());
        this.gzipped = gzip(document.bytes());
        this.event = event(document);
    }

    public EnvironmentScope scope() {
        return document.scope();
    }

    public String epoch() {
        return document.epoch();
    }

    public long revision() {
        return document.revision();
    }

    public String etag() {
        return document.etag();
    }

    /** The same bytes, compiled by the SDK's own evaluation code. */
    public Ruleset rules() {
        return rules;
    }

    byte[] bytes() {
        return document.bytes();
    }

    byte[] gzipped() {
        return gzipped;
    }

    /** As a server-sent event. */
    byte[] event() {
        return event;
    }

    /** A revision is only ever followed by a higher one, unless the database was restored and an epoch begins. */
    boolean isReplacedBy(RulesetDocument other) {
        return !epoch().equals(other.epoch()) || other.revision() > revision();
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static byte[] event(RulesetDocument document) {
        // The document is one line, so it is one data field.
        return ("event: snapshot\nid: " + document.revision() + "\ndata: "
                        + new String(document.bytes(), StandardCharsets.UTF_8) + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
