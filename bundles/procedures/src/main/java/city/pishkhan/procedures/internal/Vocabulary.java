package city.pishkhan.procedures.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a rule set may speak of. Facts are held against their types before a table sees them: FEEL compares what cannot be compared
 * without a word, and an agency that should have been asked would not be.
 *
 * @param facts  by name
 * @param papers kinds of papers
 */
record Vocabulary(Map<String, Fact> facts, Set<String> papers) {

    enum Type {
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

    /**
     * @param lookup agency whose look-up brings the fact, or {@code null}
     * @param fields of the maps in a list of records
     */
    record Fact(String name, Type type, String lookup, Map<String, Type> fields) {

        /** The value as tables see it. @throws IllegalArgumentException if it is of another type */
        Object value(Object given) {
            return switch (type) {
                case TEXTS -> list(given, item -> plain(Type.TEXT, name, item));
                case RECORDS -> list(given, this::fields);
                default -> plain(type, name, given);
            };
        }

        boolean list() {
            return type == Type.TEXTS || type == Type.RECORDS;
        }

        /** Something of the right type, to try tables with. */
        Object sample() {
            return switch (type) {
                case TEXTS -> List.of("x");
                case RECORDS -> List.of(sampleFields());
                default -> sample(type);
            };
        }

        Object sampleElement() {
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

    static Vocabulary of(YamlFile file) {
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : file.root().path("facts").properties()) {
            JsonNode fact = entry.getValue();
            Map<String, Type> fields = new LinkedHashMap<>();
            fact.path("fields")
                    .properties()
                    .forEach(f -> fields.put(f.getKey(), Type.of(f.getValue().asText())));
            facts.put(
                    entry.getKey(),
                    new Fact(
                            entry.getKey(),
                            Type.of(fact.path("type").asText()),
                            fact.path("lookup").asText(null),
                            fields));
        }
        Set<String> papers = new TreeSet<>();
        file.root().path("papers").fieldNames().forEachRemaining(papers::add);
        return new Vocabulary(facts, papers);
    }
}
