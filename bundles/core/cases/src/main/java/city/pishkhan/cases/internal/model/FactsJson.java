package city.pishkhan.cases.internal.model;

import city.pishkhan.identifiers.Sha256;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Canonical JSON of facts, so that equal facts have equal digests even after a round trip through the database. Numbers are written by
 * value: 1.50 as 1.5, 3E+2 as 300.
 */
public final class FactsJson {
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(BigDecimal.class, new ByValue<>(BigDecimal.class))
                    .addSerializer(Double.class, new ByValue<>(Double.class))
                    .addSerializer(Float.class, new ByValue<>(Float.class)))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private static final class ByValue<T extends Number> extends StdSerializer<T> {
        private static final long serialVersionUID = 1L;

        private ByValue(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeNumber(
                    new BigDecimal(value.toString()).stripTrailingZeros().toPlainString());
        }
    }

    private FactsJson() {}

    public static String write(Object value) {
        try {
            return CANONICAL.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The facts cannot be written as JSON", e);
        }
    }

    public static Map<String, Object> map(String json) {
        return read(json, MAP);
    }

    public static <T> T read(String json, TypeReference<T> type) {
        try {
            return CANONICAL.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON cannot be read", e);
        }
    }

    /** SHA-256 of the canonical form, in hexadecimal. */
    public static String digest(Object value) {
        return Sha256.hex(write(value));
    }
}
