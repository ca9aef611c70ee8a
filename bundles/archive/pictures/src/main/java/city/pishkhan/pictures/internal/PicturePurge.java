package city.pishkhan.pictures.internal;

import city.pishkhan.persistence.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deletes all pictures that this node cached before papers were destroyed. All are deleted, because the names of
 * pictures do not show their sheets. Missing pictures are created again when they are viewed.
 */
final class PicturePurge {
    /** maximum time for creating a picture; pictures cached within this time after a destruction are deleted too */
    static final Duration MAX_CREATION_TIME = Duration.ofMinutes(1);

    private final Tx tx;
    private final Path folder;
    private final Clock clock;
    private Instant purged = Instant.MIN;

    PicturePurge(Tx tx, Path folder, Clock clock) {
        this.tx = tx;
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Deletes the pictures if papers were destroyed since the last purge.
     *
     * @return number of deleted pictures
     */
    int purge() {
        // minus infinity if no papers were ever destroyed
        Instant before = tx.single(sql -> sql.createQuery("select at from archive.picture_purge")
                        .mapTo(OffsetDateTime.class)
                        .one())
                .toInstant();
        if (!before.isAfter(purged) || before.plus(MAX_CREATION_TIME).isAfter(clock.instant())) {
            return 0;
        }
        int deleted = 0;
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before.plus(MAX_CREATION_TIME))) {
                    deleted += Files.deleteIfExists(file) ? 1 : 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        purged = before;
        return deleted;
    }
}
