package dev.banyan.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.server.testing.Repository;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A field that a request may have is not lost on the way to the table and back. */
class RouteFieldsTest {
    /** Settled when the route is made. */
    private static final Set<String> SETTLED = Set.of("key", "kind");

    private static final List<RecordComponent> FIELDS = List.of(RouteRequest.class.getRecordComponents());

    @Test
    void what_is_asked_for_is_kept() throws ReflectiveOperationException {
        RouteEntity entity = new RouteEntity();

        Routes.fill(entity, requestOfItsOwnNames());

        for (RecordComponent field : FIELDS) {
            if (!SETTLED.contains(field.getName())) {
                Field column = RouteEntity.class.getDeclaredField(field.getName());
                column.setAccessible(true);
                assertThat(column.get(entity)).as(field.getName()).isEqualTo(field.getName());
            }
        }
    }

    @Test
    void what_is_kept_is_shown() {
        assertThat(Arrays.stream(RouteView.class.getRecordComponents()).map(RecordComponent::getName))
                .containsAll(FIELDS.stream().map(RecordComponent::getName).toList());
    }

    @Test
    void readers_have_an_example_of_all() throws IOException {
        String page = Files.readString(Repository.ROOT.resolve("docs/api.md"));
        String example = page.substring(page.indexOf("\n### A route\n"));

        assertThat(example.substring(0, example.indexOf("\n```\n")))
                .contains(FIELDS.stream()
                        .map(field -> "\"" + field.getName() + "\":")
                        .toList());
    }

    /** Each field says its own name, so that none can be taken for another. */
    private static RouteRequest requestOfItsOwnNames() throws ReflectiveOperationException {
        Class<?>[] types = FIELDS.stream().map(RecordComponent::getType).toArray(Class[]::new);
        Object[] values = FIELDS.stream()
                .map(field -> field.getType() == Integer.class ? (Object) 6 : field.getName())
                .toArray();
        return RouteRequest.class.getDeclaredConstructor(types).newInstance(values);
    }
}
