package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Ledger;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("data/fire.jsonl");
    }

    private static List<String> kinds(Ledger ledger) throws IOException {
        List<String> kinds = new ArrayList<>();
        ledger.replay(entry ->
                kinds.add(entry.get("seq").asLong() + " " + entry.get("kind").asText()));
        return kinds;
    }

    @Test
    void appendedEntriesSurviveReopen() throws IOException {
        try (Ledger ledger = Ledger.open(file())) {
            ledger.append("inquiry", "a", Map.of("text", "line\nbreak ۱"));
            ledger.append("repeat", "a", Map.of());
        }
        try (Ledger ledger = Ledger.open(file())) {
            ledger.append("withdrawn", "a", Map.of());
            assertEquals(List.of("1 inquiry", "2 repeat", "3 withdrawn"), kinds(ledger));
        }
    }

    @Test
    void overwritesIncompleteLastLine() throws IOException {
        try (Ledger ledger = Ledger.open(file())) {
            ledger.append("inquiry", "a", Map.of());
        }
        Files.writeString(file(), "{\"seq\":2,\"kind\":\"answ", StandardOpenOption.APPEND);
        try (Ledger ledger = Ledger.open(file())) {
            assertEquals(List.of("1 inquiry"), kinds(ledger));
            ledger.append("repeat", "a", Map.of());
            assertEquals(List.of("1 inquiry", "2 repeat"), kinds(ledger));
        }
    }

    @Test
    void returnsEntriesAsJsonArray() throws IOException {
        try (Ledger ledger = Ledger.open(file())) {
            assertEquals(0, shown(ledger).size());
            for (int i = 0; i < 3_000; i++) {
                ledger.appendLater("inquiry", "id-" + i, Map.of("text", "a\nb"));
            }
            ledger.append("last", "x", Map.of());
            JsonNode shown = shown(ledger);
            assertEquals(3_001, shown.size());
            assertEquals("id-2999", shown.get(2_999).get("id").asText());
        }
    }

    private static JsonNode shown(Ledger ledger) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ledger.copyTo(out);
        return Json.MAPPER.readTree(out.toByteArray());
    }

    @Test
    void concurrentWritersNumberEntriesWithoutGaps() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (Ledger ledger = Ledger.open(file())) {
            for (int t = 0; t < 16; t++) {
                threads.execute(() -> {
                    for (int i = 0; i < 100; i++) {
                        ledger.append("inquiry", "x", Map.of());
                    }
                });
            }
            threads.shutdown();
            threads.awaitTermination(30, TimeUnit.SECONDS);
            List<String> expected = new ArrayList<>();
            for (int i = 1; i <= 1_600; i++) {
                expected.add(i + " inquiry");
            }
            assertEquals(expected, kinds(ledger));
        }
    }
}
