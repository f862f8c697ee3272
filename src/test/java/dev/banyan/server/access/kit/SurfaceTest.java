package dev.banyan.server.access.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceTest {

    @ParameterizedTest
    @CsvSource({
        "/sdk/v1/stream, SDK",
        "/ofrep/v1/evaluate/flags, SDK",
        "/api/v1/projects, API",
        "/api, API",
        "/q/health/ready, OPEN",
        "/assets/banyan.css, OPEN",
        "/webjars/htmx.org/htmx.js, OPEN",
        "/favicon.ico, OPEN",
        "/, UI",
        "/projects/shop, UI",
        "/sign-in, UI",
        "/sign-out, UI",
        "/sdkx, UI",
        "/apiary, UI",
        "/questions, UI",
        "/assets-of-mine, UI",
        "/API/v1, UI"
    })
    void each_path_knows_one_kind_of_credential(String path, Surface area) {
        assertThat(Surface.of(path)).isEqualTo(area);
    }
}
