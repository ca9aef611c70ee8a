package city.pishkhan.doors.call;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.activation.DataHandler;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * JSON mappers of the doors. Unknown members in callers' JSON are rejected, because a misspelled member would otherwise be ignored
 * silently. In stored JSON they are ignored, because contracts only grow. Duplicate members, trailing text and quoted numbers are always
 * rejected. Depth and sizes are limited during parsing.
 */
public final class DoorJson {
    public static final int DEPTH = 32;
    public static final int DOCUMENT_BYTES = 1 << 20;
    private static final int STRING_CHARACTERS = 100_000;
    private static final int NAME_CHARACTERS = 200;
    private static final int NUMBER_CHARACTERS = 40;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxDocumentLength(DOCUMENT_BYTES)
                            .maxStringLength(STRING_CHARACTERS)
                            .maxNameLength(NAME_CHARACTERS)
                            .maxNumberLength(NUMBER_CHARACTERS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new JavaTimeModule())
            .addMixIn(DataHandler.class, Ignored.class)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private static final JsonMapper CALLERS = MAPPER.rebuild()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private DoorJson() {}

    /** Excludes the bytes of attachments from JSON. */
    @JsonIgnoreType
    private interface Ignored {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** Mapper for JSON from callers. */
    public static JsonMapper callers() {
        return CALLERS;
    }

    /**
     * Mapper that converts between the SOAP form and the REST form of a contract. It rejects unknown members, because a member that
     * only one form has is a programming error. Unlike {@link #callers}, it accepts a string for a number or boolean.
     */
    public static JsonMapper strict() {
        return CALLERS.rebuild().enable(MapperFeature.ALLOW_COERCION_OF_SCALARS).build();
    }

    /** Serializes a value compactly, with members in declaration order and without null members, so that equal values give equal text. */
    public static String write(@Nullable Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "cannot be written as JSON: "
                            + Objects.requireNonNull(value).getClass().getName(),
                    e);
        }
    }

    /** Parses text written by {@link #write}. */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not the JSON that was written", e);
        }
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }
}
