package city.pishkhan.demo.permits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutcomeCheckTest {

    private static final PermitScene.Expect EXPECT = new PermitScene.Expect(
            "approved", Set.of("fire", "gas"), Set.of("fire"), Map.of("fire", "rule fire-1"), Set.of("fire"));
    private static final String OLD =
            "{'agency': 'fire', 'state': 'superseded', 'reason': 'rule fire-2', 'verdict': 'approve', 'conditions': []}";
    private static final String FIRE =
            "{'agency': 'fire', 'state': 'answered', 'reason': 'floors = 8 > 6, rule fire-1',"
                    + " 'verdict': 'approve-with-conditions', 'conditions': [{'code': 'F-12'}]}";
    private static final String GAS =
            "{'agency': 'gas', 'state': 'answered', 'reason': 'rule gas-1', 'verdict': 'approve', 'conditions': []}";

    @Test
    void expectedOutcomeHasNoDeviations() throws Exception {
        assertEquals(List.of(), OutcomeCheck.deviations(EXPECT, ended("approved", "C1", OLD, FIRE, GAS)));
    }

    @Test
    void reportsUnexpectedEnd() throws Exception {
        assertDeviation("the case is refused", ended("refused", "", OLD, FIRE, GAS));
        assertDeviation("no certificate", ended("approved", "", OLD, FIRE, GAS));
    }

    @Test
    void reportsUnexpectedAgencies() throws Exception {
        assertDeviation("asked were [fire]", ended("approved", "C1", OLD, FIRE));
        assertDeviation(
                "asked were [fire, gas, water]", ended("approved", "C1", OLD, FIRE, GAS, GAS.replace("gas", "water")));
    }

    @Test
    void reportsUnexpectedReason() throws Exception {
        assertDeviation("expected rule fire-1", ended("approved", "C1", OLD, FIRE.replace("fire-1", "fire-3"), GAS));
    }

    @Test
    void ignoresStaleAnswers() throws Exception {
        assertDeviation(
                "the latest inquiry to fire is queued",
                ended(
                        "approved",
                        "C1",
                        OLD,
                        FIRE.replace("answered", "queued").replace("'verdict': 'approve-with-conditions', ", ""),
                        GAS));
        assertDeviation(
                "conditions came from []",
                ended(
                        "approved",
                        "C1",
                        OLD.replace("[]", "[{'code': 'F-12'}]"),
                        FIRE.replace("[{'code': 'F-12'}]", "[]"),
                        GAS));
        assertDeviation("asked again: []", ended("approved", "C1", FIRE, GAS));
    }

    private static void assertDeviation(String part, JsonNode ended) {
        List<String> wrong = OutcomeCheck.deviations(EXPECT, ended);
        assertTrue(wrong.stream().anyMatch(line -> line.contains(part)), wrong.toString());
    }

    private static JsonNode ended(String state, String certificate, String... inquiries)
            throws JsonProcessingException {
        return HubClient.JSON.readTree(("{'state': '" + state + "', 'certificate': '" + certificate
                        + "', 'inquiries': [" + String.join(",", inquiries) + "]}")
                .replace('\'', '"'));
    }
}
