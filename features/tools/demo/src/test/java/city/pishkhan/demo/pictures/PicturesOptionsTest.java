package city.pishkhan.demo.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.testkit.waiting.CityException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturesOptionsTest {

    @TempDir
    Path folder;

    private PicturesOptions parse(String... arguments) {
        return PicturesOptions.parse(List.of(arguments), folder.resolve("features/demo-distribution/target/assembly"));
    }

    @Test
    void writesIntoSourcesOfDistribution() throws IOException {
        Path pictures = Files.createDirectories(folder.resolve("features/docs/pictures"));
        Files.writeString(pictures.resolve("pictures.json"), "[]");
        assertEquals(pictures, parse().to());
        assertEquals(pictures.resolve("pictures.json"), parse().list());
    }

    @Test
    void writesIntoCurrentFolderWithoutSources() {
        assertEquals(Path.of("pictures").toAbsolutePath(), parse().to());
        assertTrue(parse().list().endsWith("assembly/handbook/pictures/pictures.json"));
    }

    @Test
    void readsOptionsAndNamesOfPictures() {
        PicturesOptions read = parse("--browser", "/opt/chrome", "map.webp", "--fill", "0");
        assertEquals(Path.of("/opt/chrome"), read.browser());
        assertEquals(List.of("map.webp"), read.only());
        assertEquals(0, read.fill());
    }

    @Test
    void wrongCommandLineNamesOptionAndShowsUsage() {
        for (String[] wrong : new String[][] {{"--colour"}, {"--to"}, {"--fill", "many"}}) {
            String message =
                    assertThrows(CityException.class, () -> parse(wrong)).getMessage();
            assertTrue(message.contains(wrong[0]) && message.contains("usage:"), message);
        }
    }
}
