package city.pishkhan.persistence.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests altered backups whose entries would unpack to more than the heap can hold. */
class BackupFileTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    Path folder;

    private final BackupManifest manifest = new BackupManifest(
            BackupManifest.FORMAT,
            UUID.randomUUID(),
            Instant.EPOCH,
            "1.0.0",
            Map.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            0,
            "");

    private Path backup(String name, byte[] content, int times) throws IOException {
        Path file = folder.resolve("backup.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            if (!name.equals(BackupFile.MANIFEST)) {
                zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
                zip.write(manifest.json());
            }
            zip.putNextEntry(new ZipEntry(name));
            for (int i = 0; i < times; i++) {
                zip.write(content);
            }
        }
        return file;
    }

    @Test
    void rejectsTooLargeManifest() throws IOException {
        Path file = backup(BackupFile.MANIFEST, new byte[MEGABYTE], 20);
        BackupFault fault = assertThrows(BackupFault.class, () -> BackupFile.open(file));
        assertTrue(fault.getMessage().contains("manifest.json has more than"), fault.getMessage());
    }

    @Test
    void rejectsTooLongLine() throws IOException {
        try (BackupFile backup = BackupFile.open(backup("db/a.b.jsonl", new byte[MEGABYTE], 70));
                BufferedReader lines = backup.lines("db/a.b.jsonl")) {
            BackupFault fault = assertThrows(BackupFault.class, lines::readLine);
            assertTrue(fault.getMessage().contains("has a line of more than"), fault.getMessage());
        }
    }

    @Test
    void readsManyLines() throws IOException {
        byte[] line = ("x".repeat(MEGABYTE) + "\n").getBytes(StandardCharsets.US_ASCII);
        try (BackupFile backup = BackupFile.open(backup("db/a.b.jsonl", line, 70));
                BufferedReader lines = backup.lines("db/a.b.jsonl")) {
            assertEquals(70, lines.lines().count());
        }
    }
}
