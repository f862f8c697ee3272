package dev.banyan.demo.shop;

import dev.banyan.sdk.Banyan;
import java.time.Duration;

/** Real clients without a control plane. */
final class Clients {

    private Clients() {}

    /** One that has its rules from a resource. */
    static Banyan ofBootstrap(String resource) {
        return Banyan.builder()
                .url("http://127.0.0.1:1")
                .sdkKey("bny_sdk_" + "0".repeat(38))
                .application("demo-test")
                .bootstrapResource(resource)
                .withoutCache()
                .closeTimeout(Duration.ZERO)
                .build();
    }
}
