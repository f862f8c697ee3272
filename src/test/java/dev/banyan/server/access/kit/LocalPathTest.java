package dev.banyan.server.access.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/projects/shop/environments/production", "/projects/shop/audit?after=12&actor=ana"})
    void paths_of_this_server_are_kept(String path) {
        assertThat(LocalPath.orHome(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "/\t/evil.example",
                "/a\r\nSet-Cookie: x=y",
                "javascript:alert(1)",
                "projects",
                "/sign-in?next=/",
                "/sign-out"
            })
    void anything_else_leads_home(String path) {
        assertThat(LocalPath.orHome(path)).isEqualTo("/");
    }

    @Test
    void no_path_at_all_leads_home() {
        assertThat(LocalPath.orHome(null)).isEqualTo("/");
        assertThat(LocalPath.ofAddress(null)).isEqualTo("/");
        assertThat(LocalPath.ofAddress("not an address")).isEqualTo("/");
    }

    @Test
    void the_way_back_is_encoded_into_the_sign_in_page() {
        assertThat(LocalPath.signInFor("/projects/shop?a=b&c=d"))
                .isEqualTo("/sign-in?next=%2Fprojects%2Fshop%3Fa%3Db%26c%3Dd");
        assertThat(LocalPath.signInFor("/")).isEqualTo("/sign-in");
    }

    @Test
    void of_an_address_only_the_path_counts() {
        assertThat(LocalPath.ofAddress("https://evil.example/projects/shop?a=b"))
                .isEqualTo("/projects/shop?a=b");
        assertThat(LocalPath.ofAddress("https://evil.example//other.example")).isEqualTo("/");
    }
}
