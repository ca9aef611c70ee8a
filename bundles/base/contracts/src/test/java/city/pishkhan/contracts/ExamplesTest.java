package city.pishkhan.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published examples have the wire form: each is read without unknown members, written again unchanged, and has all required members.
 */
class ExamplesTest {
    private static final Map<String, Class<?>> BODIES = ContractDocument.all().stream()
            .flatMap(c -> c.bodies().stream())
            .distinct()
            .collect(Collectors.toMap(ExamplesTest::name, t -> t, (a, b) -> a, TreeMap::new));

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(String.class, new TextOrRaw()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    /** Reads members that a record stores as raw JSON. */
    private static final class TextOrRaw extends JsonDeserializer<String> {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = parser.readValueAsTree();
            return node.isTextual() ? node.textValue() : node.toString();
        }
    }

    private static String name(Class<?> body) {
        return ContractDocument.EXAMPLES
                .relativize(ContractDocument.example(body))
                .toString();
    }

    static Set<String> examples() {
        return BODIES.keySet();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleIsReadAndWrittenUnchanged(String name) throws IOException {
        Class<?> type = BODIES.get(name);
        JsonNode example = json.readTree(ContractDocument.EXAMPLES.resolve(name).toFile());
        Object read = json.treeToValue(example, type);
        assertEquals(example, json.readTree(json.writeValueAsBytes(read)));
        assertComplete(name, read);
    }

    /** Every example file belongs to a record; an example of no record would mislead its readers. */
    @Test
    void everyExampleBelongsToRecord() throws IOException {
        try (Stream<Path> files = Files.walk(ContractDocument.EXAMPLES)) {
            Set<String> names = files.filter(Files::isRegularFile)
                    .map(f -> ContractDocument.EXAMPLES.relativize(f).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(BODIES.keySet(), names);
        }
    }

    private static void assertComplete(String where, Object value) {
        if (value instanceof Record record) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                String at = where + "." + component.getName();
                Object member = member(record, component);
                if (WireSchemas.isRequired(component)) {
                    assertNotNull(member, at);
                }
                OneOf words = component.getAnnotation(OneOf.class);
                if (words != null && member != null) {
                    assertTrue(
                            List.of(words.value()).contains(member),
                            at + " = " + member + " of " + Arrays.toString(words.value()));
                }
                assertComplete(at, member);
            }
        } else if (value instanceof Collection<?> list) {
            list.forEach(item -> assertComplete(where + "[]", item));
        }
    }

    private static Object member(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
