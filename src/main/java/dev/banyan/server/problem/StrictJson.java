package dev.banyan.server.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.arc.All;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.List;

/**
 * How the server reads what people and their programs send: exactly what the API description says, never what might have been meant. A
 * number for a text, a text for a number, 2.9 for 2 or 0 for false would each be a change that nobody has asked for.
 */
@Singleton
class StrictJson {

    @Produces
    @Singleton
    ObjectMapper forTheWeb(@All List<ObjectMapperCustomizer> customizers) {
        return of(customizers);
    }

    static ObjectMapper of(List<ObjectMapperCustomizer> customizers) {
        ObjectMapper mapper = strict();
        customizers.stream().sorted().forEach(each -> each.customize(mapper));
        // Last, because the times of others take numbers, lists and lost zones.
        return mapper.registerModule(times()).registerModule(enums());
    }

    private static ObjectMapper strict() {
        return JsonMapper.builder(new StrictJsonFactory())
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .withCoercionConfigDefaults(StrictJson::refuseAll)
                // 5 is a number as good as 5.0.
                .withCoercionConfig(
                        LogicalType.Float,
                        coercions -> coercions.setCoercion(CoercionInputShape.Integer, CoercionAction.TryConvert))
                .build();
    }

    private static void refuseAll(MutableCoercionConfig coercions) {
        for (CoercionInputShape shape : CoercionInputShape.values()) {
            coercions.setCoercion(shape, CoercionAction.Fail);
        }
    }

    private static Module times() {
        SimpleModule module = new SimpleModule("banyan-times");
        Times.ALL.forEach((type, times) -> add(module, type, times));
        return module;
    }

    /** Jackson takes the blanks around a constant away before it looks at it. */
    private static Module enums() {
        return new SimpleModule("banyan-enums").setDeserializerModifier(new BeanDeserializerModifier() {
            @Override
            public JsonDeserializer<?> modifyEnumDeserializer(
                    DeserializationConfig config, JavaType type, BeanDescription bean, JsonDeserializer<?> usual) {
                return new ExactEnum(usual);
            }
        });
    }

    private static final class ExactEnum extends DelegatingDeserializer {
        private static final long serialVersionUID = 1;

        ExactEnum(JsonDeserializer<?> usual) {
            super(usual);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> contextual) {
            return new ExactEnum(contextual);
        }

        @Override
        public Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
            boolean blanks = json.hasToken(JsonToken.VALUE_STRING)
                    && !json.getText().equals(json.getText().strip());
            if (blanks) {
                throw context.weirdStringException(json.getText(), handledType(), "blanks around it");
            }
            return super.deserialize(json, context);
        }
    }

    private static <T> void add(SimpleModule module, Class<T> type, Times<?> times) {
        module.addDeserializer(type, new StdScalarDeserializer<>(type) {
            @Override
            public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
                if (!json.hasToken(JsonToken.VALUE_STRING)) {
                    return type.cast(context.handleUnexpectedToken(type, json));
                }
                try {
                    return type.cast(times.parse(json.getText()));
                } catch (DateTimeException otherwise) {
                    throw context.weirdStringException(json.getText(), type, otherwise.getMessage());
                }
            }
        });
    }
}
