package city.pishkhan.testkit.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandbookPictureTest {

    private static final String LIST =
            """
            [{"file": "case.webp", "login": "district-{district}", "address": "/console#/case/{permit}", "width": 800, "height": 600,
              "visible": ["[data-district='{district}']"], "alt": "A case"}]
            """;

    @TempDir
    Path folder;

    @Test
    void replacesPlaceholders() throws IOException {
        HandbookPicture picture = HandbookPicture.read(Files.writeString(folder.resolve("pictures.json"), LIST))
                .get(0);
        HandbookPicture filled = picture.with(Map.of("district", "4", "permit", "a b"));
        assertEquals("district-4", filled.login());
        assertEquals("/console#/case/a+b", filled.address());
        assertEquals(List.of("[data-district='4']"), filled.visible());
        assertEquals(List.of(), filled.clicks());
        assertEquals("{\"user\":\"district-4\",\"password\":\"demo-district-4\"}", filled.sessionForm(Map.of()));
    }

    @Test
    void rejectsInvalidPictureList() throws IOException {
        Path list = Files.writeString(folder.resolve("pictures.json"), LIST.replace("width", "breadth"));
        assertThrows(UncheckedIOException.class, () -> HandbookPicture.read(list));
    }
}
