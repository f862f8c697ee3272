package dev.banyan.shop;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;

/** An application's code, which asks OpenFeature. */
public final class FlagCode {
    private FlagCode() {}

    public static boolean isNew(Client client) {
        return client.getBooleanValue("orders.get", false, new ImmutableContext("ana"));
    }
}
