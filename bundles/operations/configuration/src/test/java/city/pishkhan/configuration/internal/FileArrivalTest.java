package city.pishkhan.configuration.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.configuration.TestConfigurations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileArrivalTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path etc;

    private final TestConfigurations store = new TestConfigurations();

    @Test
    void waitsForHubAndServerFiles() throws Exception {
        file("city.pishkhan.sms.cfg");
        file("city.pishkhan.agency-gas.cfg");
        file("city.pishkhan.broken.cfg");
        file("org.apache.felix.http.cfg");
        file("org.apache.karaf.shell.cfg");
        put("sms", "city.pishkhan.sms.cfg");
        put("gas", "city.pishkhan.agency-gas.cfg");
        FileArrival arrival = new FileArrival(etc, store::service, () -> Set.of("city.pishkhan.broken.cfg"));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> arrival.await(LONG));
        assertThrows(
                TimeoutException.class, () -> waiting.get(300, TimeUnit.MILLISECONDS), "the server has no file yet");
        long begin = System.nanoTime();
        put("http", "org.apache.felix.http.cfg");
        waiting.get(LONG.toSeconds() * 2, TimeUnit.SECONDS);
        assertTrue(System.nanoTime() - begin < LONG.toNanos() / 3, "all are there");
    }

    @Test
    void stopsWaitingAfterTimeout() throws Exception {
        file("city.pishkhan.sms.cfg");
        long begin = System.nanoTime();
        new FileArrival(etc, () -> null, Set::of).await(Duration.ofMillis(200));
        long took = System.nanoTime() - begin;
        assertTrue(took >= Duration.ofMillis(200).toNanos(), "it waited");
        assertTrue(took < LONG.toNanos(), "and went on");
    }

    @Test
    void setsOnlyMissingDefaults() {
        Map<String, String> told = new HashMap<>();
        ContainerDefaults.apply(key -> key.equals("org.osgi.service.http.port") ? "9000" : null, told::put);
        assertEquals(Map.of("ds.lock.timeout.milliseconds", "120000"), told);
    }

    private void file(String name) throws Exception {
        Files.writeString(etc.resolve(name), "key = value\n");
    }

    private void put(String pid, String file) {
        store.put(pid, null, etc.resolve(file).toUri().toString(), Map.of());
    }
}
