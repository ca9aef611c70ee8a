package city.pishkhan.procedures.internal.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.procedures.internal.ShippedRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that one hash identifies everything that affects an outcome. */
class RuleFilesTest {
    @TempDir
    Path directory;

    private Path calendar;

    @BeforeEach
    void files() throws IOException {
        calendar = directory.resolveSibling("calendar-of-" + directory.getFileName());
        Files.writeString(calendar, "version c1\n");
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("a.yaml"), "a");
        Files.writeString(directory.resolve("t.dmn"), "t");
        Files.writeString(directory.resolve("data/d.yaml"), "d");
    }

    @Test
    void hashEqualsSha256sumOutput() throws IOException {
        RuleFiles files = read();
        assertEquals(
                """
                ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a.yaml
                2664c6b094bd9bf29fe4fa4ea9e1d0f7b74623903f7ddebad7fcbb51371070b1  calendar.txt
                18ac3e7343f016890c510e93f935261169d9e3f565436429830faf0934f4f8e4  data/d.yaml
                e3b98a4da31a127d4bde6e43033f66ba274cab0eb7eb1c70ec41402bf6273dd8  t.dmn
                """,
                files.listing());
        assertEquals("3dd1400da593943e4b881e72dbf7f126041689195de50c468ac85ec3d1e81ef0", files.hash());
        assertEquals(files.hash(), read().hash());
    }

    @Test
    void everyByteOfShippedFilesChangesHash() {
        RuleFiles shipped = ShippedRules.files();
        assertTrue(shipped.files().containsKey(RuleFiles.CALENDAR));
        assertTrue(shipped.files().containsKey("data/landuse.yaml"));
        shipped.files().forEach((name, bytes) -> {
            for (int at = 0; at < bytes.length; at += 97) {
                byte[] changed = Arrays.copyOf(bytes, bytes.length);
                changed[at] ^= 1;
                assertNotEquals(shipped.hash(), replaced(shipped, name, changed).hash(), name + " at " + at);
            }
            assertNotEquals(shipped.hash(), ShippedRules.without(name).hash());
        });
    }

    @Test
    void fileNamesAndBoundariesChangeHash() {
        RuleFiles one = new RuleFiles(Map.of("a.yaml", bytes("xy"), "b.yaml", bytes("z")));
        assertNotEquals(one.hash(), new RuleFiles(Map.of("a.yaml", bytes("x"), "b.yaml", bytes("yz"))).hash());
        assertNotEquals(one.hash(), new RuleFiles(Map.of("a.yaml", bytes("xy"), "c.yaml", bytes("z"))).hash());
    }

    @Test
    void ignoresEditorFiles() throws IOException {
        String hash = read().hash();
        Files.writeString(directory.resolve(".a.yaml"), "hidden");
        Files.writeString(directory.resolve("a.yaml~"), "backup");
        Files.writeString(directory.resolve("README.md"), "notes");
        Files.createDirectory(directory.resolve(".git"));
        Files.writeString(directory.resolve(".git/b.yaml"), "hidden");
        assertEquals(hash, read().hash());
    }

    @Test
    void calendarLocationDoesNotChangeHash() throws IOException {
        String hash = read().hash();
        calendar = Files.copy(calendar, directory.resolveSibling("moved-" + directory.getFileName()));
        assertEquals(hash, read().hash());
    }

    @Test
    void rejectsLargeMissingOrOddlyNamedFiles() throws IOException {
        Files.write(directory.resolve("large.dmn"), new byte[1024 * 1024 + 1]);
        assertTrue(assertThrows(IOException.class, this::read).getMessage().contains("large.dmn: larger than"));
        Files.delete(directory.resolve("large.dmn"));
        Files.writeString(directory.resolve("Big Name.yaml"), "x");
        assertTrue(assertThrows(IOException.class, this::read).getMessage().contains("Big Name.yaml"));
        Files.delete(directory.resolve("Big Name.yaml"));
        Files.delete(calendar);
        assertTrue(assertThrows(IOException.class, this::read).getMessage().contains("no such file"));
        assertThrows(IOException.class, () -> RuleFiles.read(directory.resolve("nowhere"), calendar));
    }

    /** Refuses a rule file with a wrong extension instead of ignoring it silently. */
    @Test
    void rejectsRuleFilesWithWrongExtension() throws IOException {
        for (String name : new String[] {"fees.yml", "fees.DMN", "data/fees.Csv"}) {
            Path file = Files.writeString(directory.resolve(name), "x");
            assertEquals(
                    name + ": the name of a rule file must end in .yaml, .dmn or .csv",
                    assertThrows(IOException.class, this::read).getMessage());
            Files.delete(file);
        }
    }

    private RuleFiles read() throws IOException {
        return RuleFiles.read(directory, calendar);
    }

    private static RuleFiles replaced(RuleFiles files, String name, byte[] bytes) {
        Map<String, byte[]> changed = new HashMap<>(files.files());
        changed.put(name, bytes);
        return new RuleFiles(changed);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
