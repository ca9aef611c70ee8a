package city.pishkhan.keeping.internal;

import city.pishkhan.archive.internal.files.FileSheetStore;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.stream.Stream;

/** A folder of sheets that fails to remove one sheet. */
final class FailingStore implements SheetStore {
    private final FileSheetStore files;
    /** SHA-256 of the sheet that cannot be removed, or {@code null} if no removal fails */
    volatile String failing;

    FailingStore(FileSheetStore files) {
        this.files = files;
    }

    @Override
    public Stored put(InputStream content) throws IOException {
        return files.put(content);
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        return files.open(sha256);
    }

    @Override
    public Stream<String> all() throws IOException {
        return files.all();
    }

    @Override
    public boolean contains(String sha256) throws IOException {
        return files.contains(sha256);
    }

    @Override
    public Stream<String> storedBefore(Instant then) throws IOException {
        return files.storedBefore(then);
    }

    @Override
    public boolean remove(String sha256, Instant putBefore) throws IOException {
        if (sha256.equals(failing)) {
            throw new IOException("The disk says no");
        }
        return files.remove(sha256, putBefore);
    }
}
