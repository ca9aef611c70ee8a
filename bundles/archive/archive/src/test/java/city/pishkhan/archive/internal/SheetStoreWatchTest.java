package city.pishkhan.archive.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import city.pishkhan.persistence.SteppingClock;
import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetStore;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SheetStoreWatchTest {
    private boolean away;

    private final SheetStore store = new SheetStore() {
        @Override
        public Stored put(InputStream content) {
            throw new AssertionError("nothing is stored to see whether it could be");
        }

        @Override
        public InputStream open(String sha256) throws NoSuchFileException {
            if (away) {
                throw new PartnerUnavailable("connection refused");
            }
            throw new NoSuchFileException(sha256);
        }

        @Override
        public Stream<String> all() {
            throw new AssertionError("too many to be listed");
        }
    };

    @Test
    void warnsSinceStoreBecameUnavailable() {
        SteppingClock clock = new SteppingClock();
        SheetStoreWatch watch = new SheetStoreWatch(store, clock);
        watch.checkStore();
        assertEquals(List.of(), watch.warnings());
        away = true;
        watch.checkStore();
        Instant began = watch.warnings().get(0).since();
        clock.advance(Duration.ofMinutes(3));
        watch.checkStore();
        assertEquals(began, watch.warnings().get(0).since());
        assertTrue(watch.warnings().get(0).what().english().contains("connection refused"));
        away = false;
        watch.checkStore();
        assertEquals(List.of(), watch.warnings());
        watch.stop();
    }
}
