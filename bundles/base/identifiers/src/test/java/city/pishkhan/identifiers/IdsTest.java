package city.pishkhan.identifiers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void createsVersionSevenIdsWithCurrentTime() {
        UUID id = Ids.next();
        assertEquals(7, id.version());
        assertEquals(2, id.variant());
        var made = Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        assertTrue(Duration.between(made, Instant.now()).abs().toSeconds() < 5, made.toString());
    }

    @Test
    void idsIncreaseInPostgresqlOrder() {
        // PostgreSQL compares bytes, which is how the text sorts; UUID.compareTo compares signed numbers
        String before = Ids.next().toString();
        for (int i = 0; i < 50_000; i++) {
            String next = Ids.next().toString();
            assertTrue(before.compareTo(next) < 0, before + " " + next);
            before = next;
        }
    }

    @Test
    void concurrentThreadsCreateUniqueIds() {
        var seen = ConcurrentHashMap.<UUID>newKeySet();
        IntStream.range(0, 100_000).parallel().forEach(i -> seen.add(Ids.next()));
        assertEquals(100_000, seen.size());
    }
}
