package dev.banyan.server.problem;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A number in a query that is none, or a yes that is neither, is a field that cannot be accepted. Left to the REST layer, the whole path would
 * not be found, and whatever is not "true" would be a no.
 */
@Provider
class QueryValueProvider implements ParamConverterProvider {

    private static final Map<Class<?>, Function<String, ?>> READERS = Map.of(
            int.class, Integer::valueOf,
            Integer.class, Integer::valueOf,
            long.class, Long::valueOf,
            Long.class, Long::valueOf,
            boolean.class, QueryValueProvider::yesOrNo,
            Boolean.class, QueryValueProvider::yesOrNo);

    @Override
    @SuppressWarnings("unchecked")
    public <T> ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        Function<String, ?> reader = READERS.get(type);
        return reader == null
                ? null
                : nameOf(annotations)
                        .map(name -> new Converter<>(name, type, (Function<String, T>) reader))
                        .orElse(null);
    }

    private static Optional<String> nameOf(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(QueryParam.class::isInstance)
                .map(annotation -> ((QueryParam) annotation).value())
                .findFirst();
    }

    private static Boolean yesOrNo(String value) {
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        throw new IllegalArgumentException(value);
    }

    private static String words(Class<?> type) {
        boolean yesOrNo = type == boolean.class || type == Boolean.class;
        return yesOrNo ? "true or false" : JsonWords.of(type).replace(" without quotes", "");
    }

    private record Converter<T>(String name, Class<T> type, Function<String, T> reader) implements ParamConverter<T> {

        @Override
        public T fromString(String value) {
            try {
                return reader.apply(value);
            } catch (IllegalArgumentException none) {
                throw Problem.badField(name, name + " cannot be read.", "Send " + words(type) + ".");
            }
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
