package city.pishkhan.simulators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import city.pishkhan.simulators.site.Json;
import city.pishkhan.simulators.site.Options;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the register of mobile numbers. */
class NumbersPartnerTest {
    private static final String ASKED = "{\"nationalId\":\"%s\",\"mobile\":\"%s\"}";

    @TempDir
    Path folder;

    private Simulators simulators;

    @BeforeEach
    void start() throws Exception {
        simulators =
                new Simulators(Options.parse(List.of("--port", "0", "--data", folder.toString())), Simulators.all());
    }

    @AfterEach
    void stop() throws Exception {
        simulators.close();
    }

    private String post(String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulators.port() + path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body()
                .strip();
    }

    private String owner(String nationalId, String mobile) throws Exception {
        return Json.MAPPER
                .readTree(post("/numbers/ownership", ASKED.formatted(nationalId, mobile)))
                .path("owner")
                .asText();
    }

    @Test
    void remembersNumberOwnersAfterRestart() throws Exception {
        assertEquals("unknown", owner("0499370899", "09022002580"));
        post("/control/numbers", "{\"script\":[{\"mobile\":\"09022002580\",\"nationalId\":\"0499370899\"}]}");
        assertEquals("owned", owner("0499370899", "09022002580"));
        assertEquals("anothers", owner("0790419904", "09022002580"));
        post("/control/numbers", "{\"script\":[]}");
        stop();
        start();
        assertEquals("owned", owner("0499370899", "09022002580"), "on disk");
    }
}
