package city.pishkhan.demo.narration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.testkit.client.HubClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CaseNarratorTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CaseNarrator narrator =
            new CaseNarrator(new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false));

    @Test
    void printsEachStepOnce() throws Exception {
        narrate("'inquiries': [{'id': 'p', 'agency': 'planning', 'state': 'answered'}]");
        narrate(
                "'inquiries': [{'id': '1', 'agency': 'fire', 'state': 'queued', 'reason': 'fire asked: floors = 8 > 6, rule fire-1, version 1'}]");
        narrate("'inquiries': [{'id': '1', 'agency': 'fire', 'state': 'delivered', 'reason': ''}]");
        String answered =
                "'inquiries': [{'id': '1', 'agency': 'fire', 'state': 'answered', 'verdict': 'approve-with-conditions',"
                        + " 'conditions': [{'code': 'F-12', 'text': 'Dry riser - \\u0644\\u0648\\u0644\\u0647'}]}]";
        narrate(answered);
        narrate(answered);
        narrate(answered.replace("answered", "superseded"));
        assertEquals(
                """
                  rules         fire asked: floors = 8 > 6, rule fire-1, version 1
                  fire          answers: approve with conditions: F-12 Dry riser
                  hub           the facts shown to fire have changed, so its inquiry and its answer are void
                """
                        .indent(0),
                printed.toString(StandardCharsets.UTF_8));
    }

    @Test
    void printsPlanOrder() throws Exception {
        narrate(
                "'facts': {'allowedFloors': 10, 'permittedUses': ['residential', 'office'], 'density': 400, 'landArea': 312.5}");
        assertEquals(
                "  planning      plan order: up to 10 floors, residential, office, density 400%, land 312.5 m²\n",
                printed.toString(StandardCharsets.UTF_8));
    }

    private void narrate(String members) throws Exception {
        JsonNode now = HubClient.JSON.readTree(("{" + members + "}").replace('\'', '"'));
        narrator.narrate(now);
    }
}
