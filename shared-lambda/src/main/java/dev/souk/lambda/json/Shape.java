package dev.souk.lambda.json;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A record's components by the names they have in JSON, looked up once a type. */
final class Shape {
    private static final Map<Class<?>, Shape> SHAPES = new ConcurrentHashMap<>();

    private final Constructor<?> constructor;
    private final List<Field> fields;

    /**
     * @param name in snake_case
     * @param element of a list, the type of its elements; of anything else, the type itself
     */
    record Field(String name, Class<?> type, Class<?> element, Method accessor) {
        @Nullable
        Object of(Object owner) {
            return call(() -> accessor.invoke(owner));
        }
    }

    private Shape(Class<?> type) {
        fields = new ArrayList<>();
        List<Class<?>> types = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            fields.add(new Field(
                    snakeCase(component.getName()),
                    component.getType(),
                    element(component.getGenericType(), component.getType()),
                    opened(component.getAccessor())));
            types.add(component.getType());
        }
        constructor = opened(call(() -> type.getDeclaredConstructor(types.toArray(Class[]::new))));
    }

    /** @param type a record */
    static Shape of(Class<?> type) {
        Shape known = SHAPES.get(type);
        if (known != null) {
            return known;
        }
        Shape shape = new Shape(type);
        SHAPES.put(type, shape);
        return shape;
    }

    List<Field> fields() {
        return fields;
    }

    /** @throws IllegalArgumentException when the record refuses its values */
    Object made(@Nullable Object[] values) {
        return call(() -> constructor.newInstance(values));
    }

    private static Class<?> element(Type generic, Class<?> otherwise) {
        return generic instanceof ParameterizedType parameterized
                        && parameterized.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : otherwise;
    }

    private static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder(name.length() + 4);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_');
            }
            snake.append(c);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }

    /** Records are where they are used, and private there. */
    private static <T extends AccessibleObject> T opened(T member) {
        member.setAccessible(true);
        return member;
    }

    private interface Reflection<T> {
        T run() throws ReflectiveOperationException;
    }

    private static <T> T call(Reflection<T> reflection) {
        try {
            return reflection.run();
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
