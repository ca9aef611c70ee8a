package city.pishkhan.persistence.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureRegisterTest {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path folder;

    private final ErasureRegister register = new ErasureRegister(KEY);
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();
    private final UUID oneCase = UUID.randomUUID();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("kept/register.jsonl");
        assertEquals(1, register.append(file, Map.of(first, List.of(oneCase))));
        assertEquals(1, register.append(file, Map.of(second, List.of())));
        assertEquals(0, register.append(file, Map.of(second, List.of())), "each person once");
    }

    @Test
    void linesAreReadableOnlyWithKey() throws IOException {
        List<ErasureRegister.Line> lines = register.read(file);
        assertEquals(
                List.of(register.digest(first), register.digest(oneCase)),
                lines.get(0).ids());
        assertEquals(List.of(register.digest(second)), lines.get(1).ids());
        assertFalse(Files.readString(file).contains(first.toString()));
        ErasureRegister other = new ErasureRegister("another key of thirty-two characters");
        assertTrue(assertThrows(BackupFault.class, () -> other.read(file))
                .getMessage()
                .contains("line 1"));
        assertThrows(IllegalArgumentException.class, () -> new ErasureRegister("short"));
    }

    @Test
    void detectsAlteredOrMissingLines() throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> without = new ArrayList<>(lines);
        without.remove(0);
        Files.write(file, without);
        assertThrows(BackupFault.class, () -> register.read(file));
        Files.write(file, List.of(lines.get(0).replace("\"at\":\"2", "\"at\":\"3"), lines.get(1)));
        assertThrows(BackupFault.class, () -> register.read(file));
        Files.write(file, List.of(lines.get(0), "no line"));
        assertThrows(BackupFault.class, () -> register.read(file));
        Files.write(file, lines);
        assertEquals(2, register.read(file).size());
    }

    @Test
    void replacesLineTruncatedByCrash() throws IOException {
        Files.writeString(file, "{\"number\":3,\"at\":", StandardOpenOption.APPEND);
        assertEquals(2, register.read(file).size());
        UUID third = UUID.randomUUID();
        assertEquals(1, register.append(file, Map.of(third, List.of())));
        assertEquals(List.of(register.digest(third)), register.read(file).get(2).ids());
    }
}
