package dev.banyan.server.delivery.request;

import dev.banyan.server.delivery.kit.Text;
import dev.banyan.server.problem.Problem;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Who an SDK instance says it is.
 *
 * @param startedAt null when it did not say, or not in a form that we know
 * @param understands what it understands of rulesets, in the words of {@link dev.banyan.wire.Abilities}; null when it did not say
 */
@RecordBuilder
public record InstanceIdentity(
        String id, String application, String version, String host, String sdk, Instant startedAt, String understands) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int LONGEST = 128;
    private static final int LONGEST_ABILITIES = 4_000;

    public InstanceIdentity(String id, String application, String version, String host, String sdk, Instant startedAt) {
        this(id, application, version, host, sdk, startedAt, null);
    }

    /** @param header gives a request header by name, or null */
    public static InstanceIdentity of(UnaryOperator<String> header) {
        String id = header.apply("Banyan-Instance");
        if (id == null || !ID.matcher(id).matches()) {
            throw Problem.badField(
                    "Banyan-Instance",
                    "The header Banyan-Instance must be 1 to 64 letters, digits, '.', '_' or '-'.",
                    "Send an id that is unique for each running process.");
        }
        return InstanceIdentityBuilder.builder()
                .id(id)
                .application(text(header.apply("Banyan-Application")))
                .version(text(header.apply("Banyan-Application-Version")))
                .host(text(header.apply("Banyan-Host")))
                .sdk(text(header.apply("Banyan-Sdk")))
                .startedAt(Text.instant(header.apply("Banyan-Started")))
                .understands(understands(header.apply("Banyan-Understands")))
                .build();
    }

    private static String understands(String value) {
        return value == null ? null : Text.clean(value, LONGEST_ABILITIES);
    }

    /** The name to show to people. */
    public String name() {
        return application.isEmpty() ? id : application;
    }

    private static String text(String value) {
        return value == null ? "" : Text.clean(value, LONGEST);
    }
}
