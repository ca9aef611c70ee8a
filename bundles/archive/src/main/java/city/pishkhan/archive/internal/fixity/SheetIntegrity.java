package city.pishkhan.archive.internal.fixity;

import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetDamaged;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** How a sheet is where it is stored, after all of it was read. */
enum SheetIntegrity {
    WHOLE,
    /** its bytes are others */
    DAMAGED,
    /** it is named, and not there */
    MISSING,
    /** the medium or the connection breaks off, twice */
    UNREADABLE;

    /** @throws PartnerUnavailable if the store does not serve: nothing is known of the sheet then */
    static SheetIntegrity of(SheetStore store, String sha256) {
        SheetIntegrity first = read(store, sha256);
        return first == UNREADABLE ? read(store, sha256) : first;
    }

    private static SheetIntegrity read(SheetStore store, String sha256) {
        try (InputStream in = store.open(sha256)) {
            in.transferTo(OutputStream.nullOutputStream());
            return WHOLE;
        } catch (IOException e) {
            return of(e);
        }
    }

    /** What it means that a sheet could not be read to its end. */
    static SheetIntegrity of(IOException e) {
        return e instanceof NoSuchFileException ? MISSING : e instanceof SheetDamaged ? DAMAGED : UNREADABLE;
    }

    boolean whole() {
        return this == WHOLE;
    }

    /** As the database has it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
