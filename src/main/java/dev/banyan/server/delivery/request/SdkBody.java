package dev.banyan.server.delivery.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.banyan.server.environment.RulesetJson;
import dev.banyan.server.problem.PlainText;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.function.BiFunction;

/**
 * How the server reads what SDKs send. A batch holds what a service has met, strange texts too, and is not lost for one of them: what
 * nothing can keep is replaced. Nor for what a newer SDK says besides.
 */
public final class SdkBody implements BiFunction<ObjectMapper, Type, ObjectReader> {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(RulesetJson.stages())
            .addModule(texts())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @param strict as people's requests are read */
    @Override
    public ObjectReader apply(ObjectMapper strict, Type type) {
        return MAPPER.readerFor(MAPPER.constructType(type));
    }

    private static SimpleModule texts() {
        return new SimpleModule("banyan-sdk-texts")
                .addDeserializer(String.class, new StdScalarDeserializer<>(String.class) {
                    @Override
                    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
                        String text = StringDeserializer.instance.deserialize(json, context);
                        return text == null ? null : PlainText.cleaned(text);
                    }
                })
                .addKeyDeserializer(String.class, new KeyDeserializer() {
                    @Override
                    public Object deserializeKey(String key, DeserializationContext context) {
                        return PlainText.cleaned(key);
                    }
                });
    }
}
