package city.pishkhan.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the charset of configuration files. */
class ConfigurationFileTest {
    @TempDir
    Path folder;

    @Test
    void readsFileInCharsetOfFileInstaller() throws IOException {
        byte[] content = "name = caf\u00e9 \\u0634\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("caf\u00e9 \u0634", ConfigurationFile.load(content).getProperty("name"));
        Path file = Files.write(folder.resolve("city.pishkhan.a.cfg"), content);
        assertEquals("caf\u00e9 \u0634", ConfigurationFile.read(file).values().get("name"));
    }
}
