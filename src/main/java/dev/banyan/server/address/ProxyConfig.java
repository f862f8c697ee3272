package dev.banyan.server.address;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Pattern;
import java.util.Optional;

/** What a proxy in front of this server does to addresses. */
@ConfigMapping(prefix = "banyan.proxy")
interface ProxyConfig {

    /** {@code BANYAN_PROXY_PATH_PREFIX}: where the proxy has this server, such as {@code /banyan}. Without it: at the root. */
    Optional<@Pattern(regexp = PathPrefix.FORM, message = "must be a path such as /banyan") String> pathPrefix();
}
