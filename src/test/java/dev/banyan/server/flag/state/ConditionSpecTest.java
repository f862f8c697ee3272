package dev.banyan.server.flag.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.evaluation.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;

class ConditionSpecTest {
    private static final List<String> KEYS =
            Arrays.stream(Operator.values()).map(Operator::key).toList();

    @Test
    void the_description_of_the_api_names_every_operator() throws NoSuchFieldException {
        String description = ConditionSpec.class
                .getDeclaredField("operator")
                .getAnnotation(Schema.class)
                .description();

        assertThat(description.split(", | or ")).containsExactlyInAnyOrderElementsOf(KEYS);
    }

    @Test
    void so_does_the_page_for_readers() throws IOException {
        String page = Files.readString(Path.of("../docs/api.md"));

        assertThat(KEYS).allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
    }
}
