package city.pishkhan.runtime.internal.health;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageCheckTest {

    @TempDir
    Path folder;

    @Test
    void leavesNothingBehindWhereItCanWrite() throws Exception {
        StorageCheck check = new StorageCheck(List.of(folder), 100, 0);
        assertEquals(Optional.empty(), check.problem());
        assertEquals(Optional.empty(), check.warning());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        }
        check.stop();
    }

    /** Down while nothing can be written, and up again by itself. */
    @Test
    void saysWhatCannotBeWritten() throws Exception {
        Path gone = folder.resolve("gone");
        StorageCheck check = new StorageCheck(List.of(folder, gone), 100, 0);
        String problem = check.problem().orElse("");
        assertTrue(problem.startsWith("nothing can be written in " + gone + ": no such file"), problem);
        assertTrue(check.warning().orElse("").contains("cannot be looked at"));
        Files.createDirectory(gone);
        await().pollInterval(200, java.util.concurrent.TimeUnit.MILLISECONDS)
                .atMost(10, SECONDS)
                .until(() -> check.problem().isEmpty());
        check.stop();
    }

    @Test
    void warnsBeforeAVolumeIsFull() {
        StorageCheck check = new StorageCheck(List.of(folder), 85, 1_024);
        long gib = 1L << 30;
        assertEquals(Optional.empty(), check.filling(100 * gib, 20 * gib));
        assertEquals(Optional.of("is 85% full, 15360 MiB are free"), check.filling(100 * gib, 15 * gib));
        assertEquals(
                Optional.of("is 75% full, 512 MiB are free"), check.filling(2 * gib, gib / 2), "little is left at all");
        assertEquals(Optional.empty(), check.filling(0, 0), "nobody knows");
        check.stop();
    }
}
