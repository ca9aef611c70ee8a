package city.pishkhan.demo.treasury;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.demo.narration.Screen;
import city.pishkhan.testkit.client.ScriptedHub;
import city.pishkhan.testkit.waiting.CityException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BankFilesTest {
    private static final String GOOD =
            "{'gateway':'mellat','name':'m.csv','lines':3,'total':9000,'matched':2,'different':1,'pending':0,'state':'taken'}";
    private static final String STRANGER =
            "{'id':'7','kind':'unknown-sale','banks':5000,'file':'m.csv','line':4,'reference':'9'}";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private boolean explained;

    private BankFiles files(ScriptedHub hub) {
        return new BankFiles(
                new Screen(new PrintStream(printed, true, StandardCharsets.UTF_8), false),
                hub.door(),
                Duration.ofSeconds(2));
    }

    private static String list(String... items) {
        return "200 {\"items\": [" + String.join(",", items).replace('\'', '"') + "]}";
    }

    private static void match(BankFiles files) throws IOException, InterruptedException {
        JsonNode written = ScriptedHub.json("{'file':'m.csv','lines':3,'total':9000}");
        files.checkComparison("mellat", written, 1);
    }

    @Test
    void waitsUntilNoLineOfFileIsPending() throws Exception {
        String[] pending = {
            GOOD.replace("'matched':2,'different':1", "'matched':0,'different':0")
                    .replace("taken", "taking"),
            GOOD.replace("'matched':2", "'matched':1").replace("'pending':0", "'pending':1"),
            GOOD
        };
        int[] asked = {0};
        try (ScriptedHub hub = new ScriptedHub((call, token) -> list(pending[Math.min(asked[0]++, 2)]))) {
            match(files(hub));
        }
        assertTrue(printed.toString(StandardCharsets.UTF_8)
                .contains("9,000 rial in 3 lines of m.csv; 2 of them match the hub's payments"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'matched':2 'matched':1",
                "'different':1 'different':0",
                "'lines':3 'lines':4",
                "9000 9001",
                "'m.csv' 'other.csv'",
                "'mellat' 'saman'",
                "'pending':0 'pending':1",
                "taken taking"
            })
    void failsOnUnexpectedFigures(String change) throws Exception {
        String[] words = change.split(" ");
        try (ScriptedHub hub = new ScriptedHub((call, token) -> list(GOOD.replace(words[0], words[1])))) {
            assertThrows(CityException.class, () -> match(files(hub)));
        }
    }

    @Test
    void explainsOnlyUnknownSaleOfItsFile() throws Exception {
        String elsewhere = STRANGER.replace("m.csv", "n.csv");
        try (ScriptedHub hub = new ScriptedHub((call, token) -> {
            explained |= call.startsWith("POST /committee/v1/settlement-differences/7/explanation {\"explanation\":");
            return call.startsWith("POST") ? "200 {}" : explained ? list(elsewhere) : list(elsewhere, STRANGER);
        })) {
            files(hub).explain("m.csv", 5_000);
        }
        assertTrue(explained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown-sale amount", "5000 4000", "m.csv n.csv", "{ {},{'file':'m.csv','id':'8',"})
    void failsOnUnexpectedDifferences(String change) throws Exception {
        String[] words = change.split(" ");
        try (ScriptedHub hub = new ScriptedHub((call, token) -> list(STRANGER.replace(words[0], words[1])))) {
            assertThrows(CityException.class, () -> files(hub).explain("m.csv", 5_000));
        }
    }

    @Test
    void failsIfDifferenceStaysOpen() throws Exception {
        try (ScriptedHub hub = new ScriptedHub((call, token) -> call.startsWith("POST") ? "200 {}" : list(STRANGER))) {
            assertThrows(CityException.class, () -> files(hub).explain("m.csv", 5_000));
        }
    }
}
