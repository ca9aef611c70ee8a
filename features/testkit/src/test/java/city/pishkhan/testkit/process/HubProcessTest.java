package city.pishkhan.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.waiting.CityException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a hub whose client only repeats what it is told. */
class HubProcessTest {

    @TempDir
    Path root;

    private HubProcess hub;

    @BeforeEach
    void client() throws Exception {
        Path client = Files.createDirectories(root.resolve("bin")).resolve("client");
        Files.writeString(client, "#!/bin/sh\nread -r line\necho \"ran $line\"\n[ \"$line\" != bad ]\n");
        assertTrue(client.toFile().setExecutable(true));
        hub = new HubProcess(new Installation(root, root), Ports.USUAL, HttpClient.newHttpClient());
    }

    @Test
    void saysWhatTheCommandPrinted() throws Exception {
        // the end of a process is known in two places, not at the same moment
        for (int i = 0; i < 300; i++) {
            assertEquals("ran case-list", hub.console("case-list"));
        }
    }

    @Test
    void aCommandThatFailsIsTroubleWithWhatItPrinted() {
        assertTrue(assertThrows(CityException.class, () -> hub.console("bad"))
                .getMessage()
                .endsWith("ran bad"));
    }
}
