package dev.banyan.server.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * A field of a request that may be left out may be null as well, and means the same: what was read, with nulls for all that is not there, can
 * be sent back.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class OptionalFieldsFilter implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> named = document.getComponents().getSchemas();
        Set<Schema> requests = new HashSet<>();
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> body.getContent().getMediaTypes().values().stream())
                .forEach(media -> collect(media.getSchema(), named, requests));
        requests.forEach(OptionalFieldsFilter::allowNulls);
    }

    private static void collect(Schema schema, Map<String, Schema> named, Set<Schema> found) {
        if (schema == null) {
            return;
        }
        Schema target = schema.getRef() == null
                ? schema
                : named.get(schema.getRef().substring(schema.getRef().lastIndexOf('/') + 1));
        if (found.stream().noneMatch(seen -> seen == target)) {
            found.add(target);
            inner(target).forEach(part -> collect(part, named, found));
        }
    }

    private static Stream<Schema> inner(Schema schema) {
        return Stream.of(
                        properties(schema).values(),
                        Optional.ofNullable(schema.getItems()).map(List::of).orElse(List.of()),
                        Optional.ofNullable(schema.getAdditionalPropertiesSchema())
                                .map(List::of)
                                .orElse(List.of()))
                .flatMap(Collection::stream);
    }

    private static void allowNulls(Schema schema) {
        List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
        properties(schema).forEach((name, field) -> {
            if (!required.contains(name)) {
                schema.addProperty(name, orNull(field));
            }
        });
    }

    private static Map<String, Schema> properties(Schema schema) {
        return schema.getProperties() == null ? Map.of() : Map.copyOf(schema.getProperties());
    }

    private static Schema orNull(Schema field) {
        if (field.getRef() != null) {
            String description = field.getDescription();
            return OASFactory.createSchema()
                    .description(description)
                    .addAnyOf(OASFactory.createSchema().ref(field.getRef()))
                    .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        }
        if (field.getType() == null || field.getType().contains(SchemaType.NULL)) {
            return field;
        }
        if (field.getEnumeration() != null) {
            List<Object> values = new ArrayList<>(field.getEnumeration());
            values.add(null);
            field.setEnumeration(values);
        }
        return field.addType(SchemaType.NULL);
    }
}
