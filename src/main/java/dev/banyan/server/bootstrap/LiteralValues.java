package dev.banyan.server.bootstrap;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.Priorities;
import io.smallrye.config.SysPropConfigSource;
import jakarta.annotation.Priority;

/**
 * Takes what comes from outside as it is: environment variables, a {@code .env} file and system properties. Otherwise the configuration would take a
 * {@code $} in a password for the beginning of an expression. Only our own files have expressions.
 *
 * <p>Nearest to the sources, before expressions are seen: a dollar is hidden here, and {@link Shown} brings it back afterwards.
 */
@Priority(Priorities.LIBRARY)
public final class LiteralValues implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;

    /** A character that Unicode keeps for such purposes, so that no value has it. */
    private static final char HIDDEN = '\uFDD0';

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        ConfigValue value = context.proceed(name);
        return value != null && isFromOutside(value) ? replace(value, '$', HIDDEN) : value;
    }

    private static boolean isFromOutside(ConfigValue value) {
        String source = String.valueOf(value.getConfigSourceName());
        return source.startsWith(EnvConfigSource.NAME) || source.startsWith(SysPropConfigSource.NAME);
    }

    private static ConfigValue replace(ConfigValue value, char one, char other) {
        String text = value.getValue();
        return text == null || text.indexOf(one) < 0 ? value : value.withValue(text.replace(one, other));
    }

    /** After all expressions are resolved, those that lead to a value from outside included. */
    @Priority(Priorities.LIBRARY + 900)
    public static final class Shown implements ConfigSourceInterceptor {
        private static final long serialVersionUID = 1;

        @Override
        public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
            ConfigValue value = context.proceed(name);
            return value == null ? null : replace(value, HIDDEN, '$');
        }
    }
}
