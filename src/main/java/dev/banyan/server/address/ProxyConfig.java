package dev.banyan.server.address;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** Proxies in front of this server. */
@ConfigMapping(prefix = "banyan.proxy")
interface ProxyConfig {

    /**
     * Path under which the proxy serves Banyan, such as {@code /banyan}. Without it: the root, or what the proxy says in a header.
     *
     * @see <a href="operations.md#behind-a-proxy-under-a-path">Behind a proxy, under a path</a>
     */
    Optional<@Pattern(regexp = PathPrefix.FORM, message = "must be a path such as /banyan") String> pathPrefix();

    /**
     * Addresses and networks of the proxies, such as {@code 10.0.0.5,10.1.0.0/16}. Only they are believed when they name the caller, the
     * scheme, the host or the path. Without it: nobody is.
     *
     * @see <a href="operations.md#behind-proxies">Behind proxies</a>
     */
    Optional<List<String>> trusted();
}
