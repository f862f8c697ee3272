package dev.banyan.server.address;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Optional;

/** What a proxy in front of this server does to addresses. */
@ConfigMapping(prefix = "banyan.proxy")
interface ProxyConfig {

    /** {@code BANYAN_PROXY_PATH_PREFIX}: where the proxy has this server, such as {@code /banyan}. Without it: at the root. */
    Optional<@Pattern(regexp = PathPrefix.FORM, message = "must be a path such as /banyan") String> pathPrefix();

    /**
     * {@code BANYAN_PROXY_TRUSTED}: addresses of the proxies in front, such as {@code 10.0.0.5,10.1.0.0/16}. They alone are believed when they
     * name the caller, the scheme, the host or the path. Without it: nobody is.
     */
    Optional<List<String>> trusted();
}
