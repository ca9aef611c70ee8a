package city.pishkhan.procedures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.api.rules.StageKind;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StageKindSchemaTest {
    /** The published schema lists exactly the stage kinds of the engine. */
    @Test
    void schemaListsEveryStageKind() throws IOException {
        try (var in = StageKindSchemaTest.class.getResourceAsStream(
                "/city/pishkhan/procedures/schema/procedure.schema.json")) {
            var declared = new TreeSet<String>();
            JsonMapper.builder()
                    .build()
                    .readTree(in)
                    .at("/$defs/stage/properties/kind/enum")
                    .forEach(kind -> declared.add(kind.asText()));
            var kinds = new TreeSet<String>();
            Arrays.stream(StageKind.values())
                    .forEach(kind -> kinds.add(kind.name().toLowerCase(Locale.ROOT)));
            assertEquals(kinds, declared);
        }
    }
}
