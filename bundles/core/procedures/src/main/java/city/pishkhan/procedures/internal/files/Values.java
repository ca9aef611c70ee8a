package city.pishkhan.procedures.internal.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts values of YAML and FEEL into plain, immutable Java values. */
public final class Values {
    private Values() {}

    /** Converts a JSON node into a string, long, decimal, boolean, list or map. */
    static Object of(JsonNode node) {
        if (node.isObject()) {
            return map(node);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(of(item)));
            return Collections.unmodifiableList(list);
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
    }

    static Map<String, Object> map(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(e -> map.put(e.getKey(), of(e.getValue())));
        return Collections.unmodifiableMap(map);
    }

    /** Converts a FEEL value. The FEEL engine's own collection types must not leave this bundle. */
    public static Object toJava(Object value) {
        if (value instanceof Map<?, ?> given) {
            Map<Object, Object> map = new LinkedHashMap<>();
            given.forEach((k, v) -> map.put(k, toJava(v)));
            return Collections.unmodifiableMap(map);
        }
        if (value instanceof Collection<?> given) {
            List<Object> list = new ArrayList<>();
            given.forEach(item -> list.add(toJava(item)));
            return Collections.unmodifiableList(list);
        }
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }
}
