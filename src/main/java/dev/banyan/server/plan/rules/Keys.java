package dev.banyan.server.plan.rules;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Between constants and how they are written in requests, answers and rows: {@code NOT_HARMFUL} is {@code not-harmful}. */
public final class Keys {
    private Keys() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static <E extends Enum<E>> E parse(Class<E> type, String key) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> of(each).equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Use one of "
                        + Arrays.stream(type.getEnumConstants()).map(Keys::of).collect(Collectors.joining(", "))
                        + "."));
    }
}
