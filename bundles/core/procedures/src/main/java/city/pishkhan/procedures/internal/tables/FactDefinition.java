package city.pishkhan.procedures.internal.tables;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.RefusalText;
import city.pishkhan.messages.Messages;
import city.pishkhan.messages.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fact as the vocabulary defines it.
 *
 * @param lookup agency whose look-up provides the fact, or {@code null}
 * @param from other source of the fact: {@code request}, {@code applicants}, {@code order}, {@code inspection}, {@code calendar},
 *     {@code property}, {@code vehicle}, {@code certificate}; {@code null} if the hub knows the fact in any case
 * @param fields fields of the records in a list of records
 * @param values permitted values; empty if any value is permitted
 * @param maximum largest permitted number
 * @param personal {@code true} if the value is personal data, which is stored encrypted and masked like names
 */
public record FactDefinition(
        String name,
        Type type,
        @Nullable String lookup,
        @Nullable String from,
        Map<String, Type> fields,
        Set<String> values,
        long maximum,
        boolean personal) {
    private static final Messages MESSAGES = Messages.of(FactDefinition.class);

    /** maximum length of a stated text in characters; facts are codes, not prose */
    private static final int LONGEST = 200;

    public enum Type {
        TEXT,
        INTEGER,
        DECIMAL,
        FLAG,
        TEXTS,
        RECORDS;

        static Type of(String name) {
            return valueOf(name.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /** Creates a definition for a value that the rule set computes. */
    static FactDefinition computed(String name, Type type) {
        return new FactDefinition(name, type, null, null, Map.of(), Set.of(), Long.MAX_VALUE, false);
    }

    /**
     * Converts a value into the form that tables use.
     *
     * @throws IllegalArgumentException if the value has another type
     */
    Object value(@Nullable Object given) {
        return switch (type) {
            case TEXTS -> list(given, item -> plain(Type.TEXT, name, item));
            case RECORDS -> list(given, this::fields);
            default -> plain(type, name, given);
        };
    }

    /**
     * Converts a value that a person stated into the form that tables use.
     *
     * @throws Refusal INVALID with the fact and its permitted values
     */
    Object stated(Object given) {
        Object value;
        try {
            value = value(given);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw invalid(RefusalText.of(MESSAGES, "fact-definition.type", type));
        }
        if (value instanceof List<?> items) {
            for (Object item : items) {
                if (item instanceof Map<?, ?> record) {
                    record.values().forEach(this::checkSize);
                } else {
                    check(item);
                }
            }
        } else {
            check(value);
        }
        return value;
    }

    private void check(Object value) {
        if (value instanceof String text && !values.isEmpty() && !values.contains(text)) {
            throw invalid(RefusalText.of(MESSAGES, "fact-definition.values", values));
        }
        checkSize(value);
    }

    private void checkSize(Object value) {
        if (value instanceof String text && text.length() > LONGEST) {
            throw invalid(RefusalText.of(MESSAGES, "fact-definition.length", LONGEST));
        }
        if (value instanceof Number number && !isInRange(number)) {
            throw invalid(RefusalText.of(MESSAGES, "fact-definition.range", maximum));
        }
    }

    /** Returns {@code true} if a whole or decimal number is between 0 and {@link #maximum}, both included. */
    private boolean isInRange(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal.signum() >= 0 && decimal.compareTo(BigDecimal.valueOf(maximum)) <= 0;
        }
        return number instanceof Double decimal
                // also false for NaN
                ? decimal >= 0 && decimal <= maximum
                : number.longValue() >= 0 && number.longValue() <= maximum;
    }

    private Refusal invalid(Text rule) {
        return Refusal.invalid("fact.value", name, name, rule);
    }

    public boolean list() {
        return type == Type.TEXTS || type == Type.RECORDS;
    }

    /** Returns a sample value of the fact's type for testing tables. */
    public Object sample() {
        return switch (type) {
            case TEXTS -> List.of("x");
            case RECORDS -> List.of(sampleFields());
            default -> sample(type);
        };
    }

    public Object sampleElement() {
        return ((List<?>) sample()).get(0);
    }

    private Map<String, Object> sampleFields() {
        Map<String, Object> sample = new LinkedHashMap<>();
        fields.forEach((field, kind) -> sample.put(field, sample(kind)));
        return sample;
    }

    private static Object sample(Type type) {
        return switch (type) {
            case INTEGER -> 1L;
            case DECIMAL -> BigDecimal.ONE;
            case FLAG -> true;
            default -> "x";
        };
    }

    private Object fields(Object given) {
        if (!(given instanceof Map<?, ?> map)) {
            throw wrong(name, given, "records");
        }
        Map<String, Object> record = new LinkedHashMap<>();
        fields.forEach((field, kind) -> record.put(field, plain(kind, name + "." + field, map.get(field))));
        return record;
    }

    private List<Object> list(@Nullable Object given, java.util.function.UnaryOperator<Object> each) {
        if (!(given instanceof Collection<?> items)) {
            throw wrong(name, given, "a list");
        }
        List<Object> list = new ArrayList<>(items.size());
        items.forEach(item -> list.add(each.apply(item)));
        return list;
    }

    private static Object plain(Type type, String name, @Nullable Object given) {
        if (type == Type.TEXT && given instanceof String || type == Type.FLAG && given instanceof Boolean) {
            return given;
        }
        if ((type == Type.INTEGER || type == Type.DECIMAL)
                && (given instanceof Long || given instanceof Integer || given instanceof Short)) {
            return ((Number) given).longValue();
        }
        if (type == Type.INTEGER && given instanceof BigInteger number) {
            return number.longValueExact();
        }
        if (type == Type.DECIMAL && (given instanceof BigDecimal || given instanceof Double)) {
            return given;
        }
        throw wrong(name, given, type.name().toLowerCase(java.util.Locale.ROOT));
    }

    private static IllegalArgumentException wrong(String name, @Nullable Object given, String wanted) {
        String is = given == null ? "missing" : "a " + given.getClass().getSimpleName();
        return new IllegalArgumentException("The fact " + name + " must be " + wanted + " and is " + is);
    }
}
