package city.pishkhan.simulators;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After the process is killed under load, every sent answer is in its ledger, and repeated calls get the same answers. */
class KillTest {

    @TempDir
    Path folder;

    private record Running(Process process, Http http) {}

    private Running start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Simulators.class.getName(),
                        "--port",
                        "0",
                        "--data",
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertTrue(line != null && line.startsWith("simulators ready on "), line);
        return new Running(process, new Http(Integer.parseInt(line.substring(line.lastIndexOf(':') + 1))));
    }

    @Test
    void killedProcessLosesNoReply() throws Exception {
        Map<UUID, String> replies = new ConcurrentHashMap<>();
        Running first = start();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int t = 0; t < 8; t++) {
            threads.execute(() -> {
                try {
                    while (true) {
                        UUID id = UUID.randomUUID();
                        replies.put(
                                id,
                                first.http()
                                        .ask("water", id, "{\"units\":" + replies.size() + "}")
                                        .body());
                    }
                } catch (IOException | InterruptedException e) {
                    // the process was killed
                }
            });
        }
        await().until(() -> replies.size() > 300);
        first.process().destroyForcibly().waitFor();
        threads.shutdown();
        threads.awaitTermination(20, TimeUnit.SECONDS);
        Running second = start();
        try {
            Map<String, JsonNode> recorded = new HashMap<>();
            second.http()
                    .ledger("water")
                    .forEach(entry -> recorded.put(entry.get("id").asText(), entry));
            assertTrue(replies.keySet().stream().allMatch(id -> recorded.containsKey(id.toString())));
            for (UUID id : replies.keySet().stream().limit(20).toList()) {
                assertEquals(
                        replies.get(id), second.http().ask("water", id, "{}").body());
            }
        } finally {
            second.process().destroyForcibly().waitFor();
        }
    }
}
