package dev.banyan.server.web.kit;

import dev.banyan.server.address.PathPrefix;
import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.NamespaceResolver;
import io.quarkus.qute.ParserHelper;
import io.quarkus.qute.ParserHook;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * Templates write addresses as they are inside. Wherever one stands in an attribute that browsers and scripts follow, it gets the prefix under which
 * the reader sees this server, so no template can forget it.
 */
@Singleton
class OutsideAddresses {
    /** In which an address may stand. A test holds that there are no others. */
    static final String ATTRIBUTES = "href|src|action|formaction|hx-get|hx-post|data-live|data-sign-in-at";

    private static final String NAMESPACE = "outside";
    private static final Pattern FIXED = Pattern.compile("(\\s(?:" + ATTRIBUTES + ")=\")/(?!/)");
    private static final Pattern READ = Pattern.compile("(\\s(?:" + ATTRIBUTES + ")=\")\\{([a-z][^{}\"]*)}");

    void configure(@Observes EngineBuilder engine) {
        engine.addParserHook(new ParserHook() {
            @Override
            public void beforeParsing(ParserHelper template) {
                template.addContentFilter(OutsideAddresses::withPrefixes);
            }
        });
        engine.addNamespaceResolver(NamespaceResolver.builder(NAMESPACE)
                .resolveAsync(OutsideAddresses::resolve)
                .build());
    }

    static String withPrefixes(String template) {
        String read = READ.matcher(template).replaceAll("$1{" + NAMESPACE + ":at($2)}");
        return FIXED.matcher(read).replaceAll("$1{" + NAMESPACE + ":root}/");
    }

    private static CompletionStage<Object> resolve(EvalContext context) {
        if (context.getParams().isEmpty()) {
            return CompletableFuture.completedFuture(PathPrefix.current());
        }
        // Read here and now: what is evaluated may go on on another thread.
        String prefix = PathPrefix.current();
        return context.evaluate(context.getParams().get(0))
                .thenApply(address -> address == null ? null : prefixed(prefix, address.toString()));
    }

    private static String prefixed(String prefix, String address) {
        return address.startsWith("/") ? prefix + address : address;
    }
}
