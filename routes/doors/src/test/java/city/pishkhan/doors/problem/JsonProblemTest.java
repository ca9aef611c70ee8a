package city.pishkhan.doors.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.api.Refusal;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonProblemTest {

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(4).build())
            .build());

    private record Part(int units) {}

    private record Wanted(Integer floors, List<Part> parts, Object note) {}

    private static Refusal refused(String body) {
        return JsonProblem.refusal(
                assertThrows(JsonProcessingException.class, () -> JSON.readValue(body, Wanted.class)));
    }

    @Test
    void reportsPositionOfMalformedJson() {
        Refusal refusal = refused("{\n \"floors\": ?}");
        assertEquals("json.malformed", refusal.code());
        assertNull(refusal.field());
        assertTrue(refusal.english().contains("(line 2, column "), refusal.english());
        assertTrue(refusal.persian().contains("(سطر ۲، ستون "), refusal.persian());
    }

    /** Jackson wraps a syntax error in an exception about the field being read. */
    @Test
    void truncatedJsonNamesNoField() {
        Refusal refusal = refused("{\"parts\": [{\"units\": 1");
        assertEquals("json.malformed", refusal.code());
        assertNull(refusal.field());
    }

    @Test
    void namesFieldOfWrongType() {
        Refusal refusal = refused("{\"parts\": [{\"units\": 1}, {\"units\": \"many\"}]}");
        assertEquals(Refusal.Kind.MALFORMED, refusal.kind());
        assertEquals("json.type", refusal.code());
        assertEquals("parts[1].units", refusal.field());
    }

    @Test
    void namesMemberUnknownToContract() {
        Refusal refusal = refused("{\"parts\": [{\"units\": 1}, {\"unit\": 2}]}");
        assertEquals(Refusal.Kind.MALFORMED, refusal.kind());
        assertEquals("request.unknown-member", refusal.code());
        assertEquals("parts[1].unit", refusal.field());
        assertTrue(refusal.english().endsWith("Known members: units."), refusal.english());
        assertTrue(refusal.persian().contains("parts[1].unit"), refusal.persian());
    }

    @Test
    void rejectsTooDeepBody() {
        Refusal refusal = refused("{\"note\": [[[[[[1]]]]]]}");
        assertEquals(Refusal.Kind.TOO_LARGE, refusal.kind());
        assertEquals("json.limits", refusal.code());
    }
}
