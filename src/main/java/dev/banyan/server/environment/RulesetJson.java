package dev.banyan.server.environment;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.banyan.evaluation.Stage;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as it is stored and published: the same input gives the same bytes, whatever the web layer is configured to do. */
public final class RulesetJson {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .registerModule(stages())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // While replicas are upgraded, or taken back, one release reads what the next has written.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private RulesetJson() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Reads what {@link #write} wrote, here or in a release that knows more: what is unknown is left out. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException corrupt) {
            throw new UncheckedIOException("stored state cannot be read", corrupt);
        }
    }

    /** Reads what {@link #write} of this very form wrote, and nothing else: to leave something out would change what services get. */
    static <T> T readExactly(String json, Class<T> type) {
        try {
            return MAPPER.readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(json);
        } catch (JsonProcessingException anotherForm) {
            throw new UncheckedIOException("it was saved in another form", anotherForm);
        }
    }

    /** Stages as they stand in rulesets, for whoever reads or writes JSON in another way than this. */
    public static SimpleModule stages() {
        SimpleModule module = new SimpleModule("banyan-stages");
        module.addSerializer(Stage.class, new JsonSerializer<>() {
            @Override
            public void serialize(Stage stage, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(stage.key());
            }
        });
        module.addDeserializer(Stage.class, new StageDeserializer());
        return module;
    }

    private static final class StageDeserializer extends StdDeserializer<Stage> {
        StageDeserializer() {
            super(Stage.class);
        }

        @Override
        public Stage deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String key = json.getValueAsString();
            try {
                return Stage.parse(key);
            } catch (IllegalArgumentException unknown) {
                return (Stage) context.handleWeirdStringValue(Stage.class, key, "%s", unknown.getMessage());
            }
        }
    }

    /** The web layer writes stages as the ruleset does. */
    @Singleton
    static class OnTheWeb implements ObjectMapperCustomizer {
        @Override
        public void customize(ObjectMapper mapper) {
            mapper.registerModule(stages());
        }
    }
}
