package city.pishkhan.testkit.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {
    @TempDir
    Path root;

    @Test
    void namesDistributionWithoutDemo() throws IOException {
        Path karaf = Files.createDirectories(root.resolve("bin")).resolve("karaf");
        assertTrue(Files.createFile(karaf).toFile().setExecutable(true));
        Files.createDirectories(root.resolve("etc"));
        assertEquals(root, Installation.at(root).root());
        CityException without = assertThrows(CityException.class, () -> Installation.withDemo(root));
        assertTrue(without.getMessage().contains("demo-distribution"), without.getMessage());

        Path tools = Files.createDirectories(root.resolve("demo/lib"));
        assertEquals(tools, Installation.withDemo(root).tools());
    }
}
