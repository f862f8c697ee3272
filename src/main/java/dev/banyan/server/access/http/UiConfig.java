package dev.banyan.server.access.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "banyan.ui")
interface UiConfig {

    /**
     * {@code true} drops "Secure" and the {@code __Host-} prefix from cookies, for plain HTTP beyond localhost. Whoever can listen on
     * the wire can then take a session over: better put a proxy with HTTPS in front.
     */
    @WithDefault("false")
    boolean insecureCookie();
}
