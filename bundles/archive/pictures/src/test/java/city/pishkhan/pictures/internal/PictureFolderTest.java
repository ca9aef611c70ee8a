package city.pishkhan.pictures.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {
    @TempDir
    Path folder;

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void evictsLeastRecentlyUsedPictures() throws IOException {
        PictureFolder pictures = new PictureFolder(folder, 30);
        pictures.store("a", new byte[10]);
        pictures.store("b", new byte[10]);
        pictures.store("c", new byte[10]);
        assertTrue(pictures.find("a").isPresent());
        pictures.store("d", new byte[10]);
        assertFalse(pictures.find("b").isPresent());
        assertTrue(pictures.find("a").isPresent());
        pictures.store("e", new byte[31]);
        assertFalse(pictures.find("e").isPresent());
        assertEquals(30, bytes());
    }

    @Test
    void picturesSurviveRestartWithinNewLimit() throws IOException {
        PictureFolder pictures = new PictureFolder(folder, 100);
        pictures.store("a", new byte[] {1, 2, 3});
        Files.writeString(folder.resolve("b.draft"), "half");
        assertArrayEquals(
                new byte[] {1, 2, 3}, new PictureFolder(folder, 100).find("a").orElseThrow());
        assertEquals(3, bytes());
        assertFalse(new PictureFolder(folder, 2).find("a").isPresent());
        assertEquals(0, bytes());
    }

    @Test
    void acceptsPictureAgainAfterItsFileIsDeleted() throws IOException {
        PictureFolder pictures = new PictureFolder(folder, 100);
        pictures.store("a", new byte[] {1, 2, 3});
        Files.delete(folder.resolve("a"));
        assertFalse(pictures.find("a").isPresent());
        pictures.store("a", new byte[] {4});
        assertArrayEquals(new byte[] {4}, pictures.find("a").orElseThrow());
    }
}
