package dev.banyan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanelTest {

    @TempDir
    Path directory;

    private Panel.Facts facts;

    @BeforeEach
    void setUp() {
        DemoState state = DemoState.open(directory.resolve("demo.properties"));
        facts = new Panel.Facts(
                URI.create("http://localhost:8080"),
                URI.create("http://localhost:8081"),
                URI.create("http://localhost:8082"),
                state,
                Path.of("logs"),
                directory);
    }

    @Test
    void it_says_where_to_go_who_to_be_and_how_to_break_and_mend_things() {
        String panel = Panel.of(facts, false);

        assertThat(panel)
                .contains("http://localhost:8080", "Ctrl-C")
                .contains("curl -X POST 'http://localhost:8082/demo/faults?errors=50&latency=0'")
                .contains("curl -X POST 'http://localhost:8082/demo/faults?errors=0&latency=0'");
        assertThat(panel)
                .contains("curl -X POST 'http://localhost:8082/demo/faults' http://localhost:8081/demo/reconcile"
                        + " http://localhost:8082/demo/reconcile")
                .contains("echo 'orders.get:off' > '" + directory.resolve("cache/legacy-shop/legacy-shop.override")
                        + "'");
        SampleUser.ALL.forEach(
                user -> assertThat(panel).contains(user.name(), facts.state().password(user.name())));
    }

    @Test
    void it_is_painted_only_for_those_who_can_see_it() {
        assertThat(Panel.of(facts, true)).contains("\u001b[");
        assertThat(Panel.of(facts, false)).doesNotContain("\u001b");
    }
}
