package dev.banyan.server.access.people;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The first user. */
@ConfigMapping(prefix = "banyan.admin")
interface AdminConfig {

    /**
     * Password of the user {@code admin}, read at the first start only: at least 10 characters, at most 72 bytes. Without it, one is made and
     * printed once.
     */
    Optional<String> password();
}
