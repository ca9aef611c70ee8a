package city.pishkhan.archive.internal.pictures;

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
 * Throws away what was laid aside on this node before papers were destroyed: pictures do not say which sheet they are of, and each can be made again. For
 * {@link PictureFolder} a file that is missing is one to be made anew.
 */
final class PicturePurge {
    /** a picture that was being made while its sheet was destroyed is laid aside by then */
    static final Duration MADE = Duration.ofMinutes(1);

    private final Tx tx;
    private final Path folder;
    private final Clock clock;
    private Instant purged = Instant.MIN;

    PicturePurge(Tx tx, Path folder, Clock clock) {
        this.tx = tx;
        this.folder = folder;
        this.clock = clock;
    }

    /** @return how many were thrown away */
    int purge() {
        // nothing was ever destroyed: minus infinity
        Instant before = tx.single(sql -> sql.createQuery("select at from archive.picture_purge")
                        .mapTo(OffsetDateTime.class)
                        .one())
                .toInstant();
        if (!before.isAfter(purged) || before.plus(MADE).isAfter(clock.instant())) {
            return 0;
        }
        int thrown = 0;
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before.plus(MADE))) {
                    thrown += Files.deleteIfExists(file) ? 1 : 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        purged = before;
        return thrown;
    }
}
