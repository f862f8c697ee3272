package dev.banyan.server.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/projects/gr%C3%B6%C3%9Fe?reason=a+b%20c&after=%F0%9F%98%80",
                "/api/v1/projects?",
                "/api/v1/projects?&&",
                "/api/v1/projects?limit",
                "/projects/shop/plans/new?route=a&route=b",
                "/api/v1/projects/a%2500b"
            })
    void an_address_of_text_is_fine(String uri) {
        assertThatCode(() -> Address.of(uri).check()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/projects/%00, 422, path",
        "/projects/a%00b, 422, path",
        "/api/v1/users?after=a%00, 422, after",
        "/api/v1/users?limit=1&limit=2, 422, limit",
        "/api/v1/users?limit=1&l%69mit=2, 422, limit",
        "/api/v1/users/%FF, 400, ",
        "/api/v1/users/%ED%A0%80, 400, ",
        "/api/v1/users/%C0%80, 400, ",
        "/api/v1/users/%ZZ, 400, ",
        "/api/v1/users/%, 400, ",
        "/api/v1/users?after=%F, 400, ",
    })
    void anything_else_is_refused_by_name(String uri, int status, String field) {
        assertThatThrownBy(() -> Address.of(uri).check()).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.status()).isEqualTo(status);
            assertThat(problem.field().orElse(null)).isEqualTo(field);
            assertThat(problem.remedy()).isPresent();
        });
    }
}
