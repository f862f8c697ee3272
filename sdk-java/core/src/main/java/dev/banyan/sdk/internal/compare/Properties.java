package dev.banyan.sdk.internal.compare;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be read of a record or bean: its properties, and the fields that are behind none of them. The accessors and fields of a class
 * are found once and go with it. Thread-safe.
 */
final class Properties {
    private static final Method[] NONE = {};

    // A value holds classes of the JDK and the class itself only: it keeps no class loader alive, neither theirs nor
    // ours.
    private static final ClassValue<Method[]> ACCESSORS = new ClassValue<Method[]>() {
        @Override
        protected Method[] computeValue(Class<?> type) {
            return accessors(type);
        }
    };
    private static final ClassValue<Field[]> FIELDS = new ClassValue<Field[]>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
            return fields(type);
        }
    };

    private Properties() {}

    /** Whether values of that class are to be looked into, instead of being compared as a whole. */
    static boolean has(Class<?> type) {
        return ACCESSORS.get(type).length > 0;
    }

    /** Whether the class says what equal means, instead of leaving it to identity. */
    static boolean declareEquals(Class<?> type) {
        try {
            return type.getMethod("equals", Object.class).getDeclaringClass() != Object.class;
        } catch (NoSuchMethodException impossible) {
            return false;
        }
    }

    /**
     * All properties by name, {@link Unread} where one cannot be read. Where a class says what equal means, an accessor that throws and
     * has no field is left out: it offers a view that this value does not have, such as the number of a text.
     */
    static Map<Object, Object> of(Object bean) {
        Map<Object, Object> values = new LinkedHashMap<>();
        for (Method accessor : ACCESSORS.get(bean.getClass())) {
            String name = name(accessor.getName());
            Object value = value(accessor, bean);
            if (!(value instanceof Unread) || value == Unread.CLOSED || isState(bean.getClass(), name)) {
                values.put(name, value);
            }
        }
        return values;
    }

    /** The fields that no property shows, by name, {@link Unread} where one cannot be read. Transient ones are no state. */
    static Map<Object, Object> hiddenIn(Object bean) {
        Set<String> shown = new HashSet<>();
        for (Method accessor : ACCESSORS.get(bean.getClass())) {
            shown.add(name(accessor.getName()));
            shown.add(accessor.getName());
        }
        Map<Object, Object> values = new LinkedHashMap<>();
        for (Field field : FIELDS.get(bean.getClass())) {
            if (!shown.contains(field.getName())) {
                Object value = value(field, bean);
                if (!isLock(value)) {
                    values.putIfAbsent(field.getName(), value);
                }
            }
        }
        return values;
    }

    private static boolean isState(Class<?> type, String name) {
        return !declareEquals(type)
                || Arrays.stream(FIELDS.get(type))
                        .anyMatch(field -> field.getName().equals(name));
    }

    private static boolean isLock(Object value) {
        return value != null
                && (value.getClass() == Object.class
                        || value.getClass().getName().startsWith("java.util.concurrent.locks."));
    }

    private static Object value(Method accessor, Object bean) {
        try {
            return accessor.invoke(bean);
        } catch (InvocationTargetException e) {
            return Unread.threw(e.getCause());
        } catch (IllegalAccessException e) {
            return Unread.CLOSED;
        }
    }

    private static Object value(Field field, Object bean) {
        try {
            return field.get(bean);
        } catch (IllegalAccessException e) {
            return Unread.CLOSED;
        }
    }

    /** Its own and those of its superclasses; without those that other programs weave in. */
    private static Field[] fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            Arrays.stream(each.getDeclaredFields())
                    .filter(field -> !field.isSynthetic()
                            && (field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
                            && field.getName().indexOf('$') < 0)
                    .peek(Properties::open)
                    .forEach(fields::add);
        }
        return fields.toArray(new Field[0]);
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

    /** A private field, or a public accessor of a class that is not public, cannot be read otherwise. */
    private static void open(AccessibleObject member) {
        try {
            member.setAccessible(true);
        } catch (RuntimeException closedModule) {
            // It may be readable all the same; if not, its value says so.
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
