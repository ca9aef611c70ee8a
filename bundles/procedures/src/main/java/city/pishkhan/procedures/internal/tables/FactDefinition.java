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

/**
 * One fact as the vocabulary defines it.
 *
 * @param lookup  agency whose look-up brings the fact, or {@code null}
 * @param from    what else brings it: {@code request}, {@code applicants}, {@code order}, {@code inspection}, {@code calendar},
 *                {@code property}, {@code vehicle}, {@code certificate}; {@code null} if the hub knows it of any case
 * @param fields  of the maps in a list of records
 * @param values  that may be stated; none for any
 * @param maximum of what may be stated
 * @param personal whether its value is somebody's own affair: sealed where it is kept, and masked as names are
 */
public record FactDefinition(
        String name,
        Type type,
        String lookup,
        String from,
        Map<String, Type> fields,
        Set<String> values,
        long maximum,
        boolean personal) {
    private static final Messages MESSAGES = Messages.of(FactDefinition.class);

    /** the longest text that somebody states as a fact: facts are codes, not stories */
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

    /** What a rule set computes itself. */
    static FactDefinition computed(String name, Type type) {
        return new FactDefinition(name, type, null, null, Map.of(), Set.of(), Long.MAX_VALUE, false);
    }

    /** The value as tables see it. @throws IllegalArgumentException if it is of another type */
    Object value(Object given) {
        return switch (type) {
            case TEXTS -> list(given, item -> plain(Type.TEXT, name, item));
            case RECORDS -> list(given, this::fields);
            default -> plain(type, name, given);
        };
    }

    /** The value as tables see it, of what a person states. @throws Refusal INVALID with the fact and what it may be */
    Object stated(Object given) {
        Object value;
        try {
            value = value(given);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw invalid(RefusalText.of(MESSAGES, "fact-definition.type", type));
        }
        if (value instanceof String text && !values.isEmpty() && !values.contains(text)) {
            throw invalid(RefusalText.of(MESSAGES, "fact-definition.values", values));
        }
        if (value instanceof String text && text.length() > LONGEST) {
            throw invalid(RefusalText.of(MESSAGES, "fact-definition.length", LONGEST));
        }
        if (value instanceof Long number && (number < 0 || number > maximum)) {
            throw invalid(RefusalText.of(MESSAGES, "fact-definition.range", maximum));
        }
        return value;
    }

    private Refusal invalid(Text rule) {
        return Refusal.invalid("fact.value", name, name, rule);
    }

    public boolean list() {
        return type == Type.TEXTS || type == Type.RECORDS;
    }

    /** Something of the right type, to try tables with. */
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

    private List<Object> list(Object given, java.util.function.UnaryOperator<Object> each) {
        if (!(given instanceof Collection<?> items)) {
            throw wrong(name, given, "a list");
        }
        List<Object> list = new ArrayList<>(items.size());
        items.forEach(item -> list.add(each.apply(item)));
        return list;
    }

    private static Object plain(Type type, String name, Object given) {
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

    private static IllegalArgumentException wrong(String name, Object given, String wanted) {
        String is = given == null ? "missing" : "a " + given.getClass().getSimpleName();
        return new IllegalArgumentException("The fact " + name + " must be " + wanted + " and is " + is);
    }
}
