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

/**
 * How doors read and write JSON. A caller's unknown members are refused: what is misspelled would else be lost without a word. In what the
 * hub kept itself they are ignored, because contracts only grow. Doubled members, trailing text and numbers in quotes are never taken. Depth and
 * sizes are bounded before anything is built of them.
 */
public final class DoorJson {
    private static final int DEPTH = 32;
    private static final int DOCUMENT_BYTES = 1 << 20;
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

    /** The bytes of an attachment are never JSON. */
    @JsonIgnoreType
    private interface Ignored {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** For what callers send. */
    public static JsonMapper callers() {
        return CALLERS;
    }

    /** Between the two syntaxes of one contract: a member that only one of them has is a mistake of ours. */
    public static JsonMapper strict() {
        return CALLERS.rebuild().enable(MapperFeature.ALLOW_COERCION_OF_SCALARS).build();
    }

    /** Compact, in the members' order, without those that are absent: equal values give equal text. */
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "cannot be written as JSON: " + value.getClass().getName(), e);
        }
    }

    /** Reads text that we wrote ourselves. */
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
