package city.pishkhan.pictures.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.archive.internal.ArchiveComponent;
import city.pishkhan.persistence.SteppingClock;
import city.pishkhan.persistence.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PicturePurgeTest {
    @TempDir
    Path folder;

    @Test
    void purgesCachedPicturesOnceAfterDisposal() throws Exception {
        try (TestStore store = TestStore.start()) {
            store.schemas().migrate(ArchiveComponent.class, "archive");
            PictureFolder pictures = new PictureFolder(folder, 1_000);
            pictures.store("one", new byte[10]);
            SteppingClock clock = new SteppingClock();
            PicturePurge purge = new PicturePurge(store.tx(), folder, clock);
            assertEquals(0, purge.purge());
            store.tx().run(sql -> sql.execute("update archive.picture_purge set at = now()"));
            // nothing is deleted yet, because the creation of a picture of a destroyed paper may still be running
            assertEquals(0, purge.purge());
            clock.advance(Duration.ofMinutes(2));
            assertEquals(1, purge.purge());
            assertFalse(pictures.find("one").isPresent());
            pictures.store("one", new byte[10]);
            assertEquals(0, purge.purge());
            assertTrue(pictures.find("one").isPresent());
        }
    }
}
