package dev.banyan.sdk.internal;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** What can be read of a record or bean. The accessors of a class are found once and go with it. Thread-safe. */
final class Properties {
    private static final int MOST = 200;
    private static final Method[] NONE = {};

    // A value holds classes of the JDK and the class itself only: it keeps no class loader alive, neither theirs nor
    // ours.
    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<Method[]>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            return accessors(type);
        }
    };

    private Properties() {}

    /** Whether values of that class are to be looked into, instead of being compared as a whole. */
    static boolean has(Class<?> type) {
        return ACCESSORS.get(type).length > 0;
    }

    /** All properties by name; one that throws has a text that says so. */
    static Map<Object, Object> of(Object bean) {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (Method accessor : ACCESSORS.get(bean.getClass())) {
            values.put(name(accessor.getName()), value(accessor, bean));
        }
        return values;
    }

    private static Object value(Method accessor, Object bean) {
        try {
            return accessor.invoke(bean);
        } catch (InvocationTargetException e) {
            return "threw " + e.getCause().getClass().getSimpleName();
        } catch (IllegalAccessException e) {
            return "not accessible";
        }
    }

    private static Method[] accessors(Class<?> type) {
        if (isOfJdk(type)) {
            return NONE;
        }
        boolean isRecord =
                type.getSuperclass() != null && type.getSuperclass().getName().equals("java.lang.Record");
        return Arrays.stream(isRecord ? type.getDeclaredMethods() : type.getMethods())
                .filter(method -> method.getParameterCount() == 0
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isSynthetic()
                        && (isRecord ? isComponent(type, method) : isGetter(method)))
                .sorted(Comparator.comparing(Method::getName))
                .limit(MOST)
                .peek(Properties::open)
                .toArray(Method[]::new);
    }

    private static boolean isOfJdk(Class<?> type) {
        return type.getClassLoader() == null || type.getName().startsWith("java.");
    }

    private static boolean isComponent(Class<?> type, Method method) {
        try {
            Field field = type.getDeclaredField(method.getName());
            return !Modifier.isStatic(field.getModifiers());
        } catch (NoSuchFieldException none) {
            return false;
        }
    }

    private static boolean isGetter(Method method) {
        String name = method.getName();
        Class<?> result = method.getReturnType();
        boolean isBoolean = result == boolean.class || result == Boolean.class;
        return method.getDeclaringClass() != Object.class
                && result != void.class
                && (name.length() > 3 && name.startsWith("get")
                        || isBoolean && name.length() > 2 && name.startsWith("is"));
    }

    /** A public accessor of a class that is not public cannot be called otherwise. */
    private static void open(Method accessor) {
        try {
            accessor.setAccessible(true);
        } catch (RuntimeException closedModule) {
            // It may be callable all the same; if not, its value says so.
        }
    }

    private static String name(String accessor) {
        int prefix = accessor.startsWith("get") ? 3 : accessor.startsWith("is") ? 2 : 0;
        if (prefix == 0 || accessor.length() == prefix || !Character.isUpperCase(accessor.charAt(prefix))) {
            return accessor;
        }
        return Character.toLowerCase(accessor.charAt(prefix)) + accessor.substring(prefix + 1);
    }
}
