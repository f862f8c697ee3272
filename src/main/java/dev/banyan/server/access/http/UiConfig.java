package dev.banyan.server.access.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Cookies of the pages. */
@ConfigMapping(prefix = "banyan.ui")
interface UiConfig {

    /**
     * {@code true} lets people sign in over plain HTTP from other machines: cookies lose "Secure" and the {@code __Host-} prefix. Whoever can
     * listen can then take a session over. Put a proxy with HTTPS in front instead.
     */
    @WithDefault("false")
    boolean insecureCookie();
}
