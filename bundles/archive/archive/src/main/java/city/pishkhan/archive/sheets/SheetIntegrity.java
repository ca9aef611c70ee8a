package city.pishkhan.archive.sheets;

import city.pishkhan.spi.PartnerUnavailable;
import city.pishkhan.spi.SheetDamaged;
import city.pishkhan.spi.SheetStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Integrity of a stored sheet after its content was read completely. */
public enum SheetIntegrity {
    WHOLE,
    /** the content does not match its hash */
    DAMAGED,
    /** the index references the sheet, but it is not stored */
    MISSING,
    /** reading the sheet failed twice */
    UNREADABLE;

    /**
     * Determines the integrity of a sheet by reading it from a store.
     *
     * @throws PartnerUnavailable if the store is unavailable, so that the integrity is unknown
     */
    public static SheetIntegrity of(SheetStore store, String sha256) {
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

    /** Maps an exception thrown while reading a sheet to the sheet's state. */
    public static SheetIntegrity of(IOException e) {
        return e instanceof NoSuchFileException ? MISSING : e instanceof SheetDamaged ? DAMAGED : UNREADABLE;
    }

    public boolean isWhole() {
        return this == WHOLE;
    }

    /** Returns the code used in the database. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
