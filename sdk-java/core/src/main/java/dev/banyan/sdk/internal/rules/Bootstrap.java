package dev.banyan.sdk.internal.rules;

import dev.banyan.evaluation.Ruleset;
import dev.banyan.sdk.internal.kit.BoundedBody;
import dev.banyan.wire.RulesetReader;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Reads the ruleset that was packed into the application. */
public final class Bootstrap {
    private Bootstrap() {}

    /** The resource's ruleset; {@code first} is asked before the SDK's own loader and may be null. */
    public static Ruleset load(String name, ClassLoader first) throws IOException {
        try (InputStream in = open(name, first)) {
            if (in == null) {
                throw new FileNotFoundException("there is no such resource");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] chunk = new byte[8192];
            for (int n = in.read(chunk); n >= 0 && bytes.size() <= BoundedBody.MOST_BYTES; n = in.read(chunk)) {
                bytes.write(chunk, 0, n);
            }
            return RulesetReader.readByParts(bytes.toByteArray());
        }
    }

    private static InputStream open(String name, ClassLoader first) {
        InputStream found = first == null ? null : first.getResourceAsStream(name);
        return found == null ? Bootstrap.class.getClassLoader().getResourceAsStream(name) : found;
    }
}
