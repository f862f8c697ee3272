package dev.banyan.demo.shop;

import dev.banyan.evaluation.Side;
import dev.banyan.harness.Arguments;
import java.io.IOException;

/** The old monolith: most customers still come in here. Takes 12 to 25 ms for an answer. */
public final class LegacyShop {

    private LegacyShop() {}

    public static void main(String... arguments) throws IOException {
        ShopService.start(
                "legacy-shop",
                Side.LEGACY,
                Arguments.parse(arguments),
                (desk, timer) -> new Pace(desk, timer, 12, 25, () -> Faults.NONE));
    }
}
