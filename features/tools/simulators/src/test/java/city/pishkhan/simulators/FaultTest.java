package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.simulators.site.Options;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the effects of each fault on the caller and on the ledger. */
class FaultTest {

    @TempDir
    Path folder;

    private final UUID id = UUID.randomUUID();
    private Simulators simulators;
    private Http http;
    /** a client with a short timeout for calls without a reply */
    private Http hasty;

    @BeforeEach
    void start() throws Exception {
        simulators =
                new Simulators(Options.parse(List.of("--port", "0", "--data", folder.toString())), Simulators.all());
        http = new Http(simulators.port());
        hasty = new Http(simulators.port(), Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
    }

    private List<String> recorded() throws Exception {
        return StreamSupport.stream(http.ledger("water").spliterator(), false)
                .map(e -> e.get("kind").asText())
                .toList();
    }

    @Test
    void answersWithoutFault() throws Exception {
        assertEquals(200, http.ask("water", id, "{}").statusCode());
        assertEquals(200, http.ask("water", id, "{}").statusCode());
        assertEquals(List.of("inquiry", "repeat"), recorded());
    }

    @Test
    void closesConnectionAfterCommitGivenTimes() throws Exception {
        http.control("water", "{\"fault\":\"close-after-commit\",\"times\":2}");
        assertThrows(IOException.class, () -> http.ask("water", id, "{}"));
        assertThrows(IOException.class, () -> http.ask("water", id, "{}"));
        assertEquals(200, http.ask("water", id, "{}").statusCode());
        assertEquals(List.of("inquiry", "repeat", "repeat"), recorded());
    }

    @Test
    void closesConnectionBeforeReplyWithoutRecording() throws Exception {
        http.control("water", "{\"fault\":\"close-before-reply\"}");
        assertThrows(IOException.class, () -> http.ask("water", id, "{}"));
        assertEquals(List.of(), recorded());
    }

    @Test
    void returnsGarbageOrErrorWithoutRecording() throws Exception {
        http.control("water", "{\"fault\":\"garbage\",\"times\":1}");
        assertEquals("<html><body>It works!</body>", http.ask("water", id, "{}").body());
        http.control("water", "{\"fault\":\"error500\",\"times\":1}");
        assertEquals(500, http.ask("water", id, "{}").statusCode());
        assertEquals(List.of(), recorded());
    }

    @Test
    void hangsUntilControlChanges() throws Exception {
        http.control("water", "{\"fault\":\"hang\"}");
        assertThrows(HttpTimeoutException.class, () -> hasty.ask("water", id, "{}"));
        assertEquals(200, http.ask("gas", id, "{}").statusCode(), "others do not hang");
        http.control("water", "{\"fault\":\"none\"}");
        assertEquals(200, http.ask("water", id, "{}").statusCode());
        assertEquals(List.of("inquiry"), recorded(), "a call that hung is not acted upon later");
    }

    @Test
    void refusesConnectionsWhileDown() throws Exception {
        http.control("water", "{\"down\":true}");
        assertThrows(IOException.class, () -> http.ask("water", id, "{}"));
        assertEquals(List.of(), recorded(), "the ledger can be read meanwhile");
        http.control("water", "{\"down\":false}");
        assertEquals(200, http.ask("water", id, "{}").statusCode());
    }

    @Test
    void delaysReply() throws Exception {
        http.control("water", "{\"delayMs\":300}");
        long start = System.nanoTime();
        assertEquals(200, http.ask("water", id, "{}").statusCode());
        assertTrue(System.nanoTime() - start >= 300_000_000L);
    }

    @Test
    void rejectsInvalidControlWithoutEffect() throws Exception {
        for (String bad : List.of(
                "{\"fault\":\"boom\"}", "{\"delayMs\":-1}", "{\"x\":1}", "[]", "{", "{\"down\":1,\"delayMs\":5}")) {
            assertEquals(400, http.post("/control/water", bad).statusCode(), bad);
        }
        assertEquals(404, http.post("/control/sewage", "{}").statusCode());
        assertTrue(http.get("/control/water").body().contains("\"delayMs\":0"));
    }
}
