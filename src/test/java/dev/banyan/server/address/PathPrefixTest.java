package dev.banyan.server.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPrefixTest {

    @ParameterizedTest
    @CsvSource({"/banyan, /banyan", "/banyan/, /banyan", "/tools/banyan-1, /tools/banyan-1"})
    void a_path_is_one(String text, String prefix) {
        assertThat(PathPrefix.parse(text)).contains(prefix);
    }

    /** The header comes from outside: none of these may stand before our addresses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "banyan",
                "//evil.example",
                "/a//b",
                "/a?b",
                "/a\"b",
                "/a b",
                "/a\r\nb",
                "https://a",
                "/a\\b",
                "/ä"
            })
    void what_is_none_is_not_taken(String text) {
        assertThat(PathPrefix.parse(text)).isEmpty();
        assertThat(PathPrefix.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/banyan/projects?a=b, /projects?a=b",
        "/banyan, /",
        "/banyan?a=b, /?a=b",
        "/banyanish/projects, /banyanish/projects",
        "/projects, /projects"
    })
    void an_address_from_outside_loses_it(String outside, String inside) {
        assertThat(PathPrefix.without("/banyan", outside)).isEqualTo(inside);
    }

    @Test
    void an_address_of_ours_gets_it_and_no_other() {
        assertThat(PathPrefix.before("/banyan", "/projects")).isEqualTo("/banyan/projects");
        assertThat(PathPrefix.before("/banyan", "//evil.example")).isEqualTo("//evil.example");
        assertThat(PathPrefix.before("/banyan", "https://evil.example/a")).isEqualTo("https://evil.example/a");
        assertThat(PathPrefix.before("/banyan", "#plan")).isEqualTo("#plan");
        assertThat(PathPrefix.before("", "/projects")).isEqualTo("/projects");
    }

    @Test
    void outside_of_a_request_there_is_none() {
        assertThat(PathPrefix.current()).isEmpty();
        assertThat(PathPrefix.keep(PathPrefix::current).get()).isEmpty();
    }
}
