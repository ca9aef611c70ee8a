package city.pishkhan.procedures.internal.compiled;

import city.pishkhan.api.rules.RuleKey;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Reads and compares the keys that a record declares by {@link RuleKey}. The file must be valid by its JSON Schema. */
public final class RuleKeys {
    private RuleKeys() {}

    /** Returns the components of a record that are keys, in order. */
    public static List<RecordComponent> keysOf(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.isAnnotationPresent(RuleKey.class))
                .toList();
    }

    /**
     * Returns the name of the method whose values are compared for a key: the method in its annotation, or else the
     * key's accessor.
     */
    public static String compared(RecordComponent key) {
        String method = key.getAnnotation(RuleKey.class).compared();
        return method.isEmpty() ? key.getName() : method;
    }

    /**
     * Returns the values by which two versions of a rule are compared, keyed by {@link #compared}; {@code -} for an
     * absent value.
     */
    public static Map<String, String> comparison(Record rule) {
        Map<String, String> values = new LinkedHashMap<>();
        for (RecordComponent key : keysOf(rule.getClass())) {
            values.computeIfAbsent(compared(key), name -> Objects.toString(result(rule, name), "-"));
        }
        return values;
    }

    private static Object result(Record rule, String method) {
        try {
            return rule.getClass().getMethod(method).invoke(rule);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(rule.getClass().getSimpleName() + " has no readable " + method, e);
        }
    }

    /**
     * Reads a record.
     *
     * @param others values of the record components without {@code @RuleKey}, by name
     */
    static <R extends Record> R read(Class<R> type, JsonNode node, Map<String, Object> others) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> component.isAnnotationPresent(RuleKey.class)
                        ? value(component, node.path(component.getName()))
                        : others.get(component.getName()))
                .toArray();
        try {
            return type.getConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class[]::new))
                    .newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(type.getSimpleName() + " rejects its values", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getSimpleName() + " has no public canonical constructor", e);
        }
    }

    private static Object value(RecordComponent key, JsonNode node) {
        Class<?> type = key.getType();
        RuleKey declared = key.getAnnotation(RuleKey.class);
        if (type == List.class) {
            List<String> texts = new ArrayList<>();
            node.forEach(item -> texts.add(item.asText()));
            return texts;
        }
        String text = node.asText(declared.absent().isEmpty() ? null : declared.absent());
        if (type == int.class) {
            return text == null ? 0 : Integer.parseInt(text);
        }
        if (text == null || type == String.class) {
            return text;
        }
        if (type == boolean.class) {
            return text.equals(declared.choices()[0]);
        }
        return type == Duration.class ? Duration.parse(text) : constant(type, text);
    }

    /** Returns the constant of an enum for its value in a file: {@code send-back} is {@code SEND_BACK}. */
    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> toFileValue(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text + " is not a " + type.getSimpleName()));
    }

    /** Returns the value of an enum's constant in a file. */
    public static String toFileValue(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
