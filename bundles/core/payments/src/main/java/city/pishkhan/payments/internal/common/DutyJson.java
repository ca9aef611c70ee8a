package city.pishkhan.payments.internal.common;

import city.pishkhan.api.money.Payments.Duty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts duties and form fields to and from JSON columns. */
public final class DutyJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final TypeReference<List<Duty>> DUTIES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> FORM = new TypeReference<>() {};

    private DutyJson() {}

    public static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The duties cannot be written as JSON", e);
        }
    }

    public static List<Duty> duties(String json) {
        return read(json, DUTIES);
    }

    public static Map<String, String> form(String json) {
        return read(json, FORM);
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON cannot be read", e);
        }
    }
}
